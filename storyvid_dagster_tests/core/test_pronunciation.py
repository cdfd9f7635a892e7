"""What is heard: numbers, signs and names, whichever voice reads them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.core.pronunciation.numbers import figures_aloud
from storyvid_dagster.core.pronunciation.romanization import romanized
from storyvid_dagster.core.pronunciation.words import aloud, text_aloud


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        # money
        ("$5.50", "5 dollars and 50 cents"), ("$1", "1 dollar"), ("$0.99!", "99 cents!"), ("£3", "3 pounds"),
        ("£3.20", "3 pounds and 20 pence"), ("€5,", "5 euros,"), ("5€", "5 euros"),
        ("€1.01", "1 euro and 1 cent"),
        ("$5 million,", "5 million dollars,"), ("¥100", "100 yen"), ("50¢", "50 cents"),
        # fractions and decimals
        ("3/4 of it", "three quarters of it"), ("1/2", "one half"), ("1 1/2 apples", "1 and a half apples"),
        ("1½", "1 and a half"), ("¾", "three quarters"), ("3.14", "3.14"), ("5/5", "5 out of 5"),
        # lengths, weights and temperatures
        ("10 m", "10 meters"), ("1 m", "1 meter"), ("10km.", "10 kilometers."), ("5 kg of", "5 kilograms of"),
        ("2.5 l", "2.5 liters"), ("200 ml", "200 milliliters"), ("30 km/h", "30 kilometers an hour"),
        ("20°C", "20 degrees Celsius"), ("-5 °C", "minus 5 degrees Celsius"), ("1 cm", "1 centimeter"),
        # times and years
        ("at 7:30.", "at 7 30."), ("7:00", "7 o'clock"), ("7:05,", "7 oh 5,"), ("7:30 am", "7 30 A.M."),
        ("in 1999", "in 19 99"), ("in 2026,", "in 20 26,"), ("1999 stars", "1999 stars"),
        ("in 2005", "in 2005"),
        ("the 1990s", "the 1990s"),
        # short words
        ("No. 5", "Number 5"), ("No. It is", "No. It is"), ("Dr. Fox", "Doctor Fox"),
        ("Mr. Fox", "Mister Fox"),
        ("Mrs. Fox", "Missus Fox"), ("St. Nick", "Saint Nick"), ("Elm St. was", "Elm Street was"),
        # rulers, and no one else
        ("King Henry II", "King Henry the second"), ("Louis XIV.", "Louis the fourteenth."),
        ("Elizabeth I", "Elizabeth the first"), ("Queen Zora III's", "Queen Zora the third's"),
        ("Mia and I", "Mia and I"), ("King Bo and I", "King Bo and I"), ("vitamin C", "vitamin C"),
        # ranges, sums and signs
        ("3-5", "3 to 5"), ("3–5 km", "3 to 5 kilometers"), ("-3", "minus 3"), ("5 - 3", "5 minus 3"),
        ("2x", "2 times"), ("3 × 4", "3 times 4"), ("4x4", "4 by 4"), ("2+2=4", "2 plus 2 equals 4"),
        ("2 + 2 = 4", "2 plus 2 equals 4"), ("#1", "number 1"), ("@ home", "at home"), ("3:1", "3 to 1"),
        ("cats & dogs", "cats and dogs"), ("100%", "100 percent"), ("5 %!", "5 percent!"),
        # digits one by one
        ("555-1234", "5 5 5, 1 2 3 4"), ("007", "0 0 7"),
        # what every voice reads well stays
        ("1st", "1st"), ("22nd", "22nd"), ("1,250", "1,250"), ("5-year-old", "5-year-old"), ("(5)", "(5)"),
        ("I am 5", "I am 5"), ("10 miles", "10 miles"), ("well-known", "well-known"),
        ("— 3 stars!", "— 3 stars!"),
    ],
)  # fmt: skip
def test_numbers_and_signs_are_read_as_a_person_reads_them(written: str, heard: str) -> None:
    assert " ".join(figures_aloud(written.split())) == heard


NAMES = {
    # Japanese
    "美咲": "Misaki", "葵": "Aoi", "大翔": "Hiroto", "さくら": "Sakura", "ゆうと": "Yuto", "ケンジ": "Kenji",
    "山田太郎": "Yamada Taro",
    # Chinese and Korean
    "欣怡": "Shin-yee", "子轩": "Zuh-shoo-wen",
    "小明": "Shyow-ming", "王芳": "Wahng-fahng", "雨桐": "Yoo-tong", "민준": "Min-joon", "지우": "Jee-oo",
    # Cyrillic, Greek, Georgian, Armenian
    "Саша": "Sasha", "Дмитрий": "Dmitriy", "Жанна": "Zhanna", "Олексій": "Oleksiy", "Γιώργος": "Giorgos",
    "Ελένη": "Eleni", "ნინო": "Nino", "Անահիտ": "Anahit",
    # Hebrew, Arabic, Persian, Urdu
    "יעל": "Yael", "נועם": "Noam", "יהונתן": "Yehonatan", "محمد": "Mohamed", "فاطمة": "Fatima",
    "ليلى": "Leila", "زینب": "Zeinab", "آرش": "Arash",
    # Indic
    "आरव": "Arav", "प्रिया": "Priya", "संजय": "Samjay", "অনন্যা": "Ananya", "ਅਰਜੁਨ": "Arajun",
    "கார்த்திக்": "Karttik", "తేజ": "Teja", "ಅರ್ಜುನ್": "Arjun", "ആദിത്യ": "Aditya",
    # Thai, Lao, Khmer, Burmese, Ethiopic
    "สมชาย": "Somchay", "เด่น": "Den", "พิมพ์ชนก": "Pimchonok", "ນາງ": "Nang", "សុខា": "Sokha", "ခင်": "Khan",
    "ሰላም": "Selam",
    # Latin letters that voices do not know, or beginnings that they spell
    "Nguyễn": "Nguyen", "Phượng": "Phuong", "Đức": "Đuc", "Grzegorz": "Gurzegorz", "Zlatan": "Zulatan",
    "Hrvoje": "Hurvoje", "Srđan": "Surđan",
}  # fmt: skip
PLAIN = (
    "Mia", "Zoë", "José", "Siobhán", "Łukasz", "Şükrü", "Işıl", "Jiří", "Søren", "Þór", "Vladimir",
    "Svetlana",
    "O'Brien", "Jean-Luc", "McKenna", "Ng", "BBC", "Hmm", "Psst!", "Bjørn", "Nguyen", "Shreya", "Schroeder",
)  # fmt: skip


@pytest.mark.parametrize(("name", "heard"), NAMES.items())
def test_a_name_of_another_script_is_put_into_letters_a_voice_reads(name: str, heard: str) -> None:
    assert romanized(name) == heard
    assert romanized(f"“{name}’s!”") == f"“{heard}’s!”"


@pytest.mark.parametrize("name", [*NAMES, *PLAIN])
@pytest.mark.slow
def test_no_letter_of_a_name_is_spelled_out(name: str) -> None:
    from kokoro_onnx.tokenizer import Tokenizer

    spoken = romanized(name)
    heard = _bare(Tokenizer().phonemize(spoken, "en-us"))
    assert not re.search("lɛɾɚ|ɹəbɪk|tʃaɪniːz|dʒæpəniːz|hiːbɹuː", heard), heard
    if spoken[1:].islower() and len(spoken) > 3 and spoken[:2].isascii():
        first_letter, rest = (_bare(Tokenizer().phonemize(text, "en-us")) for text in (spoken[0], spoken[1:]))
        assert heard != first_letter + rest or spoken[0] in "AEIOUaeiou", f"{spoken[0]} is spelled: {heard}"


def _bare(phonemes: str) -> str:
    return re.sub(r"[ˈˌ ]", "", phonemes)


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_name_stays_as_it_is(name: str) -> None:
    assert aloud([name, f"{name}’s", f"“{name}!”"]) == (name, f"{name}’s", f"“{name}!”")


@pytest.mark.parametrize(
    ("written", "names", "heard"),
    [
        ("Siobhan’s hat, Siobhan!", {"Siobhan": "Shivawn"}, "Shivawn’s hat, Shivawn!"),
        ("“美咲!” said 美咲", {"美咲": "Mee-saki"}, "“Mee-saki!” said Mee-saki"),
        ("Anna Lena sang.", {"Anna Lena": "Ahna Layna"}, "Ahna Layna sang."),
        ("Oh, Anna Lena!", {"Anna Lena": "Ahnalayna"}, "Oh, Ahnalayna! "),
        ("Anna Bo sang.", {"Anna Lena": "Ahnalayna"}, "Anna Bo sang."),
        ("Annas hat", {"Anna": "Ahna"}, "Annas hat"),
    ],
)  # fmt: skip
def test_a_parents_spelling_by_ear_wins(written: str, names: dict[str, str], heard: str) -> None:
    assert " ".join(aloud(written.split(), names)) == heard


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("aZ0159 .,$£%°/:-+x=#@½IVkm’'\n“éő美ابप्น") | st.characters(), max_size=60))
def test_a_text_is_sent_as_its_words_are_said_and_plain_words_stay(text: str) -> None:
    whole, spoken = text_aloud(text)
    assert len(spoken) == len(text.split())
    assert whole.split() == " ".join(spoken).split()
    plain = " ".join(re.findall(r"\b[a-z]+\b", text))
    assert text_aloud(plain)[0] == plain or not plain.isascii()
