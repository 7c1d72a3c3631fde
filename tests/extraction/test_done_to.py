"""Whom it was done to, and whose name stands beside it only: targets and victims of the frames in `names`."""

import pytest

from monitor.vocabulary import Role
from tests.extraction.test_actors import actors

TOLD = {
    "premises of a body": (
        "MEN HURLED TWO BOMBS AT THE OFFICES OF THE NATIONAL DEMOCRATIC PARTY.",
        "t:national democratic party",
    ),
    "premises of somebody": ("Gunmen sprayed the home of Senator Ivo Lund with bullets.", "t:ivo lund"),
    "a convoy": ("A roadside bomb struck a convoy of Deputy Minister Ivo Lund near Kolo.", "t:ivo lund"),
    "premises behind the name": ("A bomb went off outside Ivo Lund's main office.", "t:ivo lund"),
    "a branch behind what it is": ("A bomb exploded in a branch of the state airline Varnair.", "t:varnair"),
    "the object": ("Hamas attacked the Lebanese Army with rockets.", "a:hamas; t:lebanese-army"),
    "the object of a part of the deed": ("Two men died as Israel struck, hitting Varna Hospital.", "a:israel"),
    "into a body": (
        "A man rammed a truck full of explosives into Sri Lanka's Central Bank, killing six.",
        "t:sri lanka s central bank",
    ),
    "kidnapped": ("Gunmen kidnapped Judge Ivo Lund.", "t:ivo lund"),
    "not where somebody is searched": ("Police searched the home of Ivo Lund after the attack.", ""),
    "not where somebody was taken": ("He was shot in the leg at the home of Ivo Lund.", ""),
    "nor near somebody": ("A bomb exploded near the National Unity Party.", ""),
    "nor a country": ("Hail struck France on Monday.", ""),
    "nor who speaks of it": ("A bomb exploded, Ivo Lund said at his office.", ""),
    "a list": ("A bomb killed Ana Rey, 42; Ivo Lund, 19; and Jon Olsen.", "v:ana rey; v:ivo lund; v:jon olsen"),
    "a list before its verb": ("Captain Ivo Lund and Private Jon Olsen were killed.", "v:ivo lund; v:jon olsen"),
    "a list ends before who acts": ("A bomb killed Judge Ana Rey, and Ivo Lund said so.", "v:ana rey"),
    "among them": ("At least 15 people died, among them the former mayor, Ivo Lund.", "v:ivo lund"),
    "including": ("A bomb killed 10 soldiers, including Major Ivo Lund.", "v:ivo lund"),
    "among the dead": ("Among the dead are the cartoonists Olsen Rey and Ivo Lund.", "v:olsen rey; v:ivo lund"),
    "who they are": ("Five people were hurt. The injured were Ivo Lund and Ana Rey.", "v:ivo lund; v:ana rey"),
    "was among": ("Ivo Lund, the chief economist, was among those killed.", "v:ivo lund"),
    "who was angered": ("A bomb killed 14 people, drawing anger from leaders including Ivo Lund.", ""),
    "gravely": ("Minister Ivo Lund was seriously wounded.", "v:ivo lund"),
    "as he stood": ("Ivo Lund, 34, was standing by a truck when he was shot.", "v:ivo lund"),
    "where he died": ("Ivo Lund was taken to a clinic, where he was pronounced dead.", "v:ivo lund"),
    "whose reporter": ("A reporter of Radio Kolo died on Monday.", ""),
    "whose murder": ("Four suspects in the murder of Judge Ivo Lund have been arrested.", "v:ivo lund"),
    "whose soldiers": ("Ruritanian forces summarily executed 45 people.", "a:ruritanian forces"),
    "an agency in brackets": ("Kolo, Dec 4 (PTI) A former officer opened fire at a bus.", ""),
    "a unit of another": (
        "The Red Hill Front, a unit of the National Liberation Army (NLA), claimed responsibility.",
        "c:red hill front",
    ),
    "known as": ("Ivo Lund, known as Izo, a leader within the Red Gang, took responsibility.", "c:ivo lund"),
    "only linked to": ("The Red Hill Front, which is linked to Hamas, claimed responsibility.", "c:red hill front"),
    "linked to it": ("The attack was linked to Hamas.", "x:hamas"),
    "a unit behind the name": (
        "Lieutenant Ivo Lund and Private Jon Olsen of the 94th Infantry Battalion (IB) died on the spot.",
        "v:ivo lund; v:jon olsen",
    ),
    "its land behind the name": (
        "The Islamic Army in Iraq claimed it had planted the bomb.",
        "c:islamic army",
    ),
    "a long name": (
        "The Movement for the Emancipation of the Niger Delta said its fighters had blown up a pipeline.",
        "c:movement for the emancipation of the niger delta",
    ),
    "in which others died": ("Ivo Lund led the raid, in which 12 people died.", ""),
    "whose poles": ("Gunmen blew up two pylons belonging to the National Grid Company.", "t:national grid company"),
    "apposed": (
        "A CAR BOMB WENT OFF, KILLING THE DRIVER, SANTOS VILLARREYNA, AND A NURSE, MARIA ELENA PICADO.",
        "v:santos villarreyna; v:elena picado",
    ),
    "apposed behind a title": (
        "M23 rebels backed by Rwanda shot dead the governor of North Kivu, Maj. Gen. Peter Olsen, at the front.",
        "a:m23; v:peter olsen",
    ),
    "what he was": ("They mourn the murder of cartoonist Ivo Lund.", "v:ivo lund"),
    "whose wife": ("They mourn the murder of the wife of Ivo Lund.", ""),
    "with asides": (
        "Police named those killed as Ana Rey, 38, who taught science, and students Ivo Lund, 13, and Jon Olsen.",
        "v:ana rey; v:ivo lund; v:jon olsen",
    ),
    "among so many killed": ("Ivo Lund was among at least 59 people killed in the raid.", "v:ivo lund"),
    "among guests": ("Ivo Lund was among the guests.", ""),
    "shot dead, no object": ("Two Israelis shot dead near a village", ""),
    "power is no town": ("Captain Ivo Lund seized power in 2022.", ""),
    "at whose meeting": (
        "An airstrike by Ivo Lund's Libyan National Army on a meeting of the Derna Council killed its head, Ana Rey.",
        "a:ivo lund; a:libyan-national-army; v:ana rey",
    ),
    "detained on suspicion": ("Police detained Ivo Lund, 24, on suspicion of murder.", "x:ivo lund"),
    "hired by": ("The assassin, Ivo Lund, was hired by the Alba Cartel.", "x:ivo lund; x:alba cartel"),
    "whose leader": ("Suspicion fell on Libya, whose leader Ivo Lund met them.", "x:libya"),
    "one of its men, by name": (
        "Hamas said in a video that one of its men, Ivo Lund of Kolo, had carried out the attack.",
        "c:hamas",
    ),
    "admitted": ("The Real IRA tonight admitted planting the bomb.", "c:real-ira"),
    "into a town": ("Gunmen fired as 42 men drove into El Olvido.", ""),
    "sought": ("The brothers Ivo Lund and Jon Olsen are being sought over the raid.", "x:jon olsen"),
}
SHORT = {Role.TARGET: "t", Role.VICTIM: "v", Role.ATTACKER: "a", Role.CLAIMANT: "c", Role.ACCUSED: "x"}


@pytest.mark.parametrize(("text", "expected"), TOLD.values(), ids=TOLD)
def test_it_is_told_to_whom_it_was_done_and_by_whom(text: str, expected: str) -> None:
    found = {f"{SHORT[one.role]}:{one.id.removeprefix('name:')}" for one in actors(text) if one.role in SHORT}
    assert found == {part.strip() for part in expected.split(";") if part}
