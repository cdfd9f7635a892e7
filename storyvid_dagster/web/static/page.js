// Thumbnails of what is chosen, dropped or pasted, how a voice sounds, and one submit a form. Without it the form works as well.
"use strict";

document.documentElement.classList.add("js");

const input = document.querySelector("#drawing");
if (input) {
  const box = input.closest(".drop");
  const show = () => {
    const thumbs = box.querySelector(".thumbs");
    for (const old of thumbs.querySelectorAll("img")) URL.revokeObjectURL(old.src);
    thumbs.replaceChildren(
      ...Array.from(input.files, (file) => {
        const picture = document.createElement("img");
        picture.alt = file.name;
        picture.src = URL.createObjectURL(file);
        return picture;
      }),
    );
    box.classList.toggle("has-files", input.files.length > 0);
  };
  const take = (files) => {
    if (!files.length) return;
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  input.addEventListener("change", show);
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => take(event.clipboardData.files));
}

let voice;
for (const button of document.querySelectorAll(".listen")) {
  const choice = button.previousElementSibling.querySelector("select");
  button.hidden = false;
  button.addEventListener("click", () => {
    voice?.pause();
    voice = new Audio(`${button.dataset.voices}${choice.value || "gentle"}.mp3`);
    voice.play();
  });
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button:not([type=button])");
    button.setAttribute("aria-disabled", "true");
    if (form.dataset.busy) button.textContent = form.dataset.busy;
    form.addEventListener("submit", (again) => again.preventDefault());
  });
}
