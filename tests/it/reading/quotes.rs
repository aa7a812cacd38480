//! Quotations: their pieces, who said them, and what is no quotation.

use parallax::model::Form;
use parallax::reading::quotation::{self, Quotation};
use parallax::reading::sentence::passages;
use parallax::reading::token::Tokens;

/// The quotations of a text, each as `pieces joined by / | mention = name | role`.
fn read(text: &str) -> Vec<String> {
    quotes(text).into_iter().filter(|q| q.form.is_some()).map(|q| line(text, &q)).collect()
}

fn quotes(text: &str) -> Vec<Quotation> {
    let spans = passages(text);
    let tokens = Tokens::new(text, &spans);
    quotation::quotes(&tokens).into_iter().map(|m| m.value).collect()
}

fn line(text: &str, quote: &Quotation) -> String {
    let pieces = quote.pieces.iter().map(|p| p.of(text)).collect::<Vec<_>>().join(" / ");
    let Some(speaker) = &quote.speaker else { return format!("{pieces} | -") };
    let name = speaker.name.map_or("-", |n| n.of(text));
    format!("{pieces} | {} = {name}", speaker.mention.of(text))
}

/// The speaker's mention and name of the only quotation of each text.
fn speakers(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let found = read(text);
        let speaker = found.last().and_then(|l| l.split(" | ").nth(1)).unwrap_or("nothing found");
        if speaker != *wanted {
            wrong.push(format!("{text}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_speaker_stands_after_the_words() {
    speakers(&[
        ("“We heard two blasts before dawn,” said Lena Rowe.", "Lena Rowe = Lena Rowe"),
        ("“We heard two blasts before dawn,” Lena Rowe said.", "Lena Rowe = Lena Rowe"),
        ("\"We heard two blasts before dawn,\" Mayor Lena Rowe told reporters.", "Mayor Lena Rowe = Lena Rowe"),
        ("“Who will rebuild the market now?” asked Marek Sobel, a baker.", "Marek Sobel = Marek Sobel"),
        ("“They came over the bridge at night,” the mayor of Tarn said on Monday.", "the mayor of Tarn = -"),
        ("“The road is closed for good,” a spokesman for the ministry said.", "a spokesman for the ministry = -"),
        ("“It was over in a minute,” Marek Sobel, 41, who runs the kiosk, recalled.", "Marek Sobel = Marek Sobel"),
        ("“We will not leave our homes,” she added.", "she = -"),
        ("‘We will not leave our homes,’ said Ilona Brandt.", "Ilona Brandt = Ilona Brandt"),
        ("“No one warned us of the flood”, explained Ilona Brandt, the warden.", "Ilona Brandt = Ilona Brandt"),
    ]);
}

#[test]
fn the_speaker_stands_before_the_words() {
    speakers(&[
        ("Lena Rowe said, “We heard two blasts before dawn.”", "Lena Rowe = Lena Rowe"),
        ("Lena Rowe said that “nobody had warned the town” of it.", "Lena Rowe = Lena Rowe"),
        ("The ministry called the raid “a grave breach of the truce”.", "The ministry = -"),
        ("Lena Rowe, the mayor of Tarn, told reporters: “We heard two blasts.”", "Lena Rowe = Lena Rowe"),
        ("In a statement on Friday, Marek Sobel denounced “the cowardly act of a few”.", "Marek Sobel = Marek Sobel"),
        ("Sobel has described the camp as “a prison under the open sky”.", "Sobel = Sobel"),
        ("According to Lena Rowe, the shelling was “meant for the bridge alone”.", "Lena Rowe = Lena Rowe"),
        ("Lena Rowe wanted to ask “what the council had known”.", "Lena Rowe = Lena Rowe"),
        ("Rowe, who had seen the fire, said it was “larger than the town itself”.", "Rowe = Rowe"),
        ("Lena Rowe rejected the report, calling it “a list of old mistakes”.", "Lena Rowe = Lena Rowe"),
        ("The group’s statement that “the operation went to plan” was read on air.", "The group = -"),
        ("ROWE: “Nobody told us anything at all.”", "ROWE = ROWE"),
        ("The raid was called “a grave breach of the truce” by Marek Sobel.", "Marek Sobel = Marek Sobel"),
        ("“I saw the smoke from my window.” — Ilona Brandt", "Ilona Brandt = Ilona Brandt"),
    ]);
}

#[test]
fn an_attribution_at_the_end_holds_for_the_sentence() {
    speakers(&[
        ("The fire “has shown how near the front is”, even in the capital, Rowe said.", "Rowe = Rowe"),
        ("The group has “sought out new recruits” in Tarn and Velm, he said.", "he = -"),
    ]);
}

#[test]
fn pronouns_and_roles_are_led_back() {
    let met = "Lena Rowe, the mayor of Tarn, met the press. ";
    let cases = [
        ("“We heard two blasts,” she said.", "she = Lena Rowe"),
        ("“We heard two blasts,” Rowe said.", "Rowe = Lena Rowe"),
        ("“We heard two blasts,” the mayor said.", "the mayor = Lena Rowe"),
    ];
    for (words, wanted) in cases {
        let text = format!("{met}{words}");
        assert_eq!(read(&text)[0].split(" | ").nth(1), Some(wanted), "{text}");
    }
    let two = "Helen Rowe and Thomas Ferrel met. “We agreed,” he said. “We did not,” she replied.";
    let found = read(two);
    assert!(found[0].ends_with("he = Thomas Ferrel"), "{found:?}");
    assert!(found[1].ends_with("she = Helen Rowe"), "{found:?}");
}

#[test]
fn an_aide_of_someone_is_not_that_someone() {
    let text = "Lena Rowe was away. “She knew nothing of it,” an aide of Rowe said.";
    assert_eq!(read(text), ["She knew nothing of it, | an aide of Rowe = -"]);
    let text = "“She knew nothing of it,” said Rowe’s aide Marek Sobel.";
    assert!(read(text)[0].ends_with("= Marek Sobel"), "{:?}", read(text));
}

#[test]
fn pieces_around_the_speaker_are_one_quotation() {
    let text = "“We heard two blasts,” Lena Rowe said, “and then the lights went out.”";
    assert_eq!(read(text), ["We heard two blasts, / and then the lights went out. | Lena Rowe = Lena Rowe"]);
    let text = "“We heard two blasts,” Lena Rowe said. “Then the lights went out.”";
    assert_eq!(read(text), ["We heard two blasts, / Then the lights went out. | Lena Rowe = Lena Rowe"]);
}

#[test]
fn a_quotation_may_run_over_passages() {
    let text = "“We heard two blasts,” Lena Rowe said. “Then the lights went out.\n\n“Nobody came until noon.”";
    let found = read(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("Nobody came until noon."));
    let between = "“The first winter was the hardest.\n\nNobody had wood.\n\nThe second was worse,” says Marek Sobel.";
    assert_eq!(read(between).len(), 1, "{:?}", read(between));
    assert!(read(between)[0].ends_with("Marek Sobel = Marek Sobel"), "{:?}", read(between));
    let unmarked = "“The first winter was the hardest.\n\nThe second was worse,” says Marek Sobel.";
    let found = read(unmarked);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("Marek Sobel = Marek Sobel"), "{found:?}");
}

#[test]
fn the_marks_of_other_languages() {
    for (text, words) in [
        ("«Nous avons entendu deux explosions», a dit Lena Rowe.", "Nous avons entendu deux explosions"),
        ("« Nous avons entendu deux explosions », a dit Lena Rowe.", "Nous avons entendu deux explosions"),
        ("„Wir haben zwei Schläge gehört“, sagte Lena Rowe.", "Wir haben zwei Schläge gehört"),
        ("»Wir haben zwei Schläge gehört«, sagte Lena Rowe.", "Wir haben zwei Schläge gehört"),
        ("Lena Rowe、「二回の爆発を聞いた」。", "二回の爆発を聞いた"),
        ("``We heard two blasts,'' said Lena Rowe.", "We heard two blasts,"),
        ("”Vi hörde två smällar”, sade Lena Rowe.", "Vi hörde två smällar"),
    ] {
        let found = quotes(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].pieces[0].of(text), words);
    }
}

#[test]
fn quotations_inside_quotations_belong_to_the_outer_one() {
    let text = "“He shouted ‘stop there now’ at us,” Lena Rowe said.";
    assert_eq!(read(text).len(), 1);
    let text = "\"She asked: “Who goes there at night?” and we ran,\" Lena Rowe said.";
    assert_eq!(read(text).len(), 1, "{:?}", read(text));
}

#[test]
fn apostrophes_inches_and_names_are_no_quotations() {
    for text in [
        "The workers’ hall and the teachers’ room don’t open before ten o’clock.",
        "It's the council's fault, and the '90s won't come back.",
        "The shell was 5'10\" long.",
        "She wrote the book “The Long Winter of Tarn” last year.",
        "The branch is known as “Velm Province”.",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_word_set_off_is_a_term() {
    let found = quotes("The so-called “caliphate” had fallen by then.");
    assert_eq!(found[0].form, Some(Form::Term));
    assert_eq!(quotes("“Leave,” he said.")[0].form, Some(Form::Speech));
    assert_eq!(quotes("The statement said “the operation went to plan”.")[0].form, Some(Form::Document));
}

#[test]
fn roles_are_kept() {
    for (text, wanted) in [
        ("“We heard two blasts,” said Lena Rowe, mayor of Tarn.", "mayor of Tarn"),
        ("“We heard two blasts,” ministry spokesman Marek Sobel said.", "ministry spokesman"),
        ("“We heard two blasts,” said Mayor Lena Rowe.", "Mayor"),
    ] {
        let quote = &quotes(text)[0];
        let role = quote.speaker.as_ref().and_then(|s| s.role).map(|r| r.of(text));
        assert_eq!(role, Some(wanted), "{text}");
    }
}
