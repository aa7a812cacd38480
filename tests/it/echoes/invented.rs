//! Articles that nobody wrote, about a town that is not there.

/// A report of 12 passages.
pub const REPORT: [&str; 12] = [
    "Blast at the fish market of Tarn kills nine people",
    "A bomb hidden under a cart of ice went off at the fish market of Tarn early on Tuesday, killing nine people and \
     leaving thirty others wounded, the governor of the province said in a short statement.",
    "Traders had only begun to set out their baskets when the first stalls along the quay were torn apart, and smoke rose \
     over the harbour for much of the morning while boats turned back to sea.",
    "“I saw the roof lift and then there was nothing but dust and shouting,” said a porter named Olin Marsk, who had been \
     unloading crates of mackerel at the northern gate.",
    "Doctors at the district clinic worked without electricity until noon because the explosion had cut the cables that \
     run beneath the market street, and several of the injured were carried to a school instead.",
    "No group has claimed that it planted the device, but officers who searched the ruins found parts of a timer similar \
     to those that were used against a bus depot two winters ago.",
    "The governor promised that every family would receive help with burials and rent, and he asked merchants to keep away \
     from the quay until engineers have looked at the damaged walls.",
    "“We will rebuild the hall before the herring come,” he told reporters who followed him through the debris.",
    "Tarn lives from its catch: four out of five households depend on the boats, and the market had been reopened in spring \
     after a quarrel over fees that kept it shut for eleven months.",
    "Fishermen who spoke near the pier wondered how a cart without an owner could stand among the stalls overnight, although \
     guards are paid to walk along the rows every hour.",
    "The mayor suspended the commander of these guards in the afternoon and announced an inquiry whose findings are to be \
     read aloud in the council before the end of the month.",
    "Schools in the old quarter stay closed until Friday, and ferries to the islands leave from the southern dock.",
];

/// Another reporter's text about the same, from the same statement, with the same words quoted.
pub const SECOND: [&str; 8] = [
    "Nine dead as explosion rips through market in Tarn",
    "TARN – At least nine people died and 30 were hurt on Tuesday when explosives placed beneath an ice cart detonated in \
     the covered fish market, according to the provincial governor.",
    "“I saw the roof lift and then there was nothing but dust and shouting,” Olin Marsk, a porter, said by telephone.",
    "It was the worst attack on the town since militants bombed a bus station there, and it raised fears that a truce \
     agreed last year between the army and hill fighters is falling apart.",
    "“We will rebuild the hall before the herring come,” the governor said during a visit.",
    "Residents lined up to give blood outside a clinic whose windows had been shattered; a nurse said supplies would last \
     two days at most.",
    "Police gave no details of their investigation. A spokesman for the interior ministry in the capital said that two men \
     seen running towards the cemetery were being sought.",
    "The market employs some 400 people. It was shut for most of last year because of a dispute about rents.",
];

/// Something else.
pub const OTHER: [&str; 6] = [
    "Council of Osk votes for a second bridge",
    "After a debate that lasted past midnight, councillors in Osk decided by a single vote to build another bridge over the \
     river, which engineers have called for since floods damaged the old one.",
    "The bridge is to cost forty million crowns, a third of which the state would pay if works begin before autumn.",
    "Opponents say that the money would be better spent on the hospital, where patients wait for weeks until they are seen.",
    "“A bridge does not heal anybody,” said the leader of the minority, Mira Dole, and left the room.",
    "Builders can hand in their plans until the first of June; the council will choose among three of them in public.",
];

/// Owned passages.
pub fn owned(passages: &[&str]) -> Vec<String> {
    passages.iter().map(|p| (*p).to_owned()).collect()
}
