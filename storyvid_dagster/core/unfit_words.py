"""Words a small child should not hear in a story. Whole words, lower case, any ending listed.

Frightening or sad things that belong in a child's own drawing (monsters, ghosts, pirates, the dark)
are not here: the list is for violence, death, weapons, drink and drugs, insults and swearing.
"""

_VIOLENCE = """
abuse abused attacked attacks bleed bleeding bled blood bloody bomb bombs bullet bullets corpse cruel dagger
daggers dead deadly death die died dies dying execute explode exploded explosion fight fights fighting
fought gore gory grenade gun guns gunshot hanged harmed kidnap kidnapped kill killed killer killers
killing kills knife knives murder murdered murderer poison poisoned poisonous rifle shoot shooting slain
slay slaughter stab stabbed strangle suicide sword swords terror terrorist torture tortured victim violence
violent war wars weapon weapons wounded
"""
_GROWN_UP = """
addict alcohol beer booze brandy casino cigar cigarette cigarettes cocaine drug drugs drunk gamble gambling
gin heroin marijuana naked nude porn rape rum sex sexual sexy smoking stripper tequila tobacco vape vodka
whiskey whisky wine
"""
_UNKIND = """
disgusting dumb dummy fatso hate hated hateful hates idiot idiotic idiots loser losers moron morons pathetic
shut-up stupid stupidly ugly worthless
"""
_SWEARING = """
arse arsehole ass asshole bastard bitch bitches bollocks bugger bullshit crap crappy cunt damn damned fuck
fucked fucker fucking goddamn hell motherfucker piss pissed shit shitty slut sodding tits wanker whore
"""

UNFIT_WORDS = frozenset(f"{_VIOLENCE} {_GROWN_UP} {_UNKIND} {_SWEARING}".split())
"""Everything above."""
