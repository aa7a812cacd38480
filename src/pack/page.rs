//! The page of a pack: one HTML file that needs nothing else, no script, light and dark, and that prints. Every value is escaped
//! by construction; what is read from right to left stands apart (`html_text.rs`). Knows the evidence, not the model.

use std::collections::HashSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::evidence::{CELL, Evidence, PackedClaim, PackedDecision, PackedFacet, PackedIncident, PackedSource};
use super::html_text::{address, plain, sentence, value};
use super::packed_file::portable_name;
use super::source_index::SourceIndex;
use crate::model::AnchorState;
use crate::present::words::DRAFT_INCIDENT;
use crate::sanitize;

/// The look. Colours of a pair have a contrast of at least 4.5.
const STYLE: &str = "
:root{color-scheme:light dark;--fg:#1b1b1b;--bg:#fff;--quiet:#595959;--line:#c8c8c8;--head:#f2f2f2;--loud:#a11212}
@media(prefers-color-scheme:dark){:root{--fg:#e4e4e4;--bg:#161616;--quiet:#a6a6a6;--line:#444;--head:#242424;--loud:#ff8a8a}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.3rem;border-top:2px solid var(--line);padding-top:1rem;margin-top:2.5rem}h3{font-size:1.05rem;margin:1.6rem 0 .3rem}
a{color:inherit}small,.quiet{color:var(--quiet)}.conflict{color:var(--loud);font-weight:600}
table{border-collapse:collapse;width:100%;margin:.4rem 0}th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:start;vertical-align:top}
th{background:var(--head);font-weight:600}li,p{overflow-wrap:anywhere}td{overflow-wrap:break-word}q{quotes:'“' '”'}
code{font-size:.8em;word-break:break-all}
@media print{:root{--fg:#000;--bg:#fff;--quiet:#444;--line:#999;--head:#eee;--loud:#000}body{max-width:none;font-size:10pt;padding:0}
tr,li{break-inside:avoid}h2,h3{break-after:avoid}thead{display:table-header-group}}
";

/// The page.
pub fn page(evidence: &Evidence) -> String {
    let titles: Vec<&str> = evidence.incidents.iter().map(|incident| incident.title.as_str()).collect();
    let title = match titles.as_slice() {
        [only] => (*only).to_owned(),
        _ => format!("{} incidents", titles.len()),
    };
    let sources = SourceIndex::of(evidence);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (plain(&title)) ": what each source says" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (value(&title)) ": what each source says" }
                @if !evidence.title.is_empty() || !evidence.licence.is_empty() { p.quiet { (value(&evidence.title)) @if !evidence.licence.is_empty() { ". Licence of the words of its author: " (value(&evidence.licence)) "." } } }
                @if evidence.incidents.len() > 1 {
                    ul { @for incident in &evidence.incidents { li { a href=(format!("#{}", anchor(PagePart::Incident, &incident.id))) { (value(&incident.title)) } } } }
                }
                p.quiet {
                    "Signs: ● same, ◐ compatible, ≠ one origin says both of what cannot both be right, ✗ conflict, · one origin; hollow signs are of drafts, which nobody has confirmed. "
                    "A verdict compares what independent origins say; it does not say who is right. "
                    "Articles that carry one text are one origin."
                }
                p.quiet {
                    "Values: ≥ at least, > more than, ≈ about, ≤ at most, ~ near that time; ? the source doubts it or leaves it open, * a name that no source prints, ◌ a draft. "
                    "¶ is the number of a paragraph; its words are exact where they stand once in the copy, where they are expected; moved where they stand elsewhere in it; "
                    "ambiguous where they stand in several places; orphan where they are not in it; unattached where no copy was at hand."
                }
                @for incident in &evidence.incidents { (incident_part(&sources, incident)) }
                (sources_part(evidence))
                (decisions_part(&evidence.decisions))
                @if !evidence.withheld.is_empty() {
                    h2 { "Records that may not be passed on" }
                    ul { @for record in &evidence.withheld { li { (sentence(record)) } } }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// What of the page a link leads to. An article and an incident may have one id.
#[derive(Debug, Clone, Copy)]
pub enum PagePart {
    /// An incident.
    Incident,
    /// A claim.
    Claim,
    /// A source.
    Source,
}

/// The name of a part of the page, as the target of a link.
pub fn anchor(part: PagePart, id: &str) -> String {
    let part = match part {
        PagePart::Incident => "incident",
        PagePart::Claim => "claim",
        PagePart::Source => "source",
    };
    format!("{part}-{}", portable_name(id))
}

fn incident_part(sources: &SourceIndex<'_>, incident: &PackedIncident) -> Markup {
    let facts = [incident.when.as_str(), &incident.places, &incident.kind, &incident.status];
    let facts: Vec<Markup> = facts.into_iter().filter(|fact| !fact.is_empty()).map(value).collect();
    let mut known = HashSet::new();
    html! {
        h2 id=(anchor(PagePart::Incident, &incident.id)) { (value(&incident.title)) }
        p { (joined(facts, " · ")) @if incident.draft { " · " (DRAFT_INCIDENT) } br; span.quiet { (plain(&incident.coverage)) " · " code { (value(&incident.id)) } } }
        @if !incident.date_basis.is_empty() { p.quiet { "Its date: " (value(&incident.date_basis)) } }
        @for remark in &incident.remarks { p.quiet { (sentence(remark)) } }
        @for facet in &incident.facets { (facet_part(sources, facet, &mut known)) }
        @if !incident.quotations.is_empty() {
            h3 { "Quotations" }
            ul {
                @for quote in &incident.quotations {
                    li {
                        (value(&quote.speaker)) ": " (value(&quote.gist)) " "
                        @for (words, is_cut) in quote.pieces() { q { (value(words)) @if is_cut { " …" } } " " }
                        small { (number_of(sources, &quote.source)) " ¶" (quote.passage) " · words " (plain(&quote.state)) }
                    }
                }
            }
        }
        @if !incident.notes.is_empty() || !incident.annotations.is_empty() {
            h3 { "Notes of editors, which no source says" }
            ul { @for note in incident.notes.iter().chain(&incident.annotations) { li { (value(note)) } } }
        }
    }
}

/// A facet. `known` are the claims above: one that stands with several facets is the target of links where it stands first.
fn facet_part<'e>(sources: &SourceIndex<'_>, facet: &'e PackedFacet, known: &mut HashSet<&'e str>) -> Markup {
    let silent: Vec<Markup> = facet.silent.iter().map(|source| number_of(sources, source)).collect();
    html! {
        h3 {
            (value(&facet.facet)) ": "
            span.conflict[facet.sign.contains('✗')] { (plain(&facet.sign)) " " (sentence(&facet.verdict)) }
            @if facet.origins > 1 { small { " (" (facet.origins) " origins)" } }
        }
        @if !facet.why.is_empty() { p.quiet { @for reason in &facet.why { (sentence(reason)) " " } } }
        table {
            thead { tr { th { "source" } th { "says" } th { "in the words" } th { "besides" } } }
            tbody { @for claim in &facet.claims { (claim_part(sources, claim, known.insert(&claim.id))) } }
        }
        @if !silent.is_empty() { p.quiet { "Not given in " (joined(silent, ", ")) "." } }
        @for silence in facet.unread.iter().chain(&facet.set_apart) {
            p.quiet { (number_of(sources, &silence.source)) ": " (sentence(&silence.says)) "." }
        }
    }
}

fn claim_part(sources: &SourceIndex<'_>, claim: &PackedClaim, is_target: bool) -> Markup {
    let cites = attribution(&claim.cites).into_iter();
    let hedge = claim.limits.as_ref().map(|hedge| html! { (plain(&hedge.kind)) ": " (value(&hedge.words)) });
    let worked_out = claim.worked_out.iter().map(|basis| html! { "worked out: " (value(basis)) });
    let notes = claim.annotations.iter().map(|note| html! { "editor: " (value(note)) });
    let besides =
        cites.chain(hedge).chain(worked_out).chain(claim.reservations.iter().map(|line| sentence(line))).chain(notes);
    html! {
        tr id=[is_target.then(|| anchor(PagePart::Claim, &claim.id))] {
            td { (cited(sources, claim)) }
            td { (value(&claim.value)) }
            td { @if !claim.words.is_empty() { q { (value(&claim.words)) } @if claim.state != CELL { " " small { (plain(&claim.state)) } } } }
            td { (joined(besides, "; ")) }
        }
    }
}

/// Whom a source cites: each name apart.
fn attribution(names: &[String]) -> Option<Markup> {
    let names = names.iter().map(|name| value(name));
    (names.len() > 0).then(|| html! { "according to " (joined(names, ", citing ")) })
}

/// Parts with something between them.
fn joined(parts: impl IntoIterator<Item = Markup>, between: &str) -> Markup {
    html! { @for (at, part) in parts.into_iter().enumerate() { @if at > 0 { (between) } (part) } }
}

/// The source of a claim: its number, who publishes it, and the passage. A record has no passages.
fn cited(sources: &SourceIndex<'_>, claim: &PackedClaim) -> Markup {
    let source = sources.get(&claim.source);
    let publisher = source.map(|source| source.publisher.as_str()).filter(|publisher| !publisher.is_empty());
    html! {
        a href=(format!("#{}", anchor(PagePart::Source, &claim.source))) { (number_of(sources, &claim.source)) }
        @if let Some(publisher) = publisher { " " (value(publisher)) }
        @if !source.is_some_and(|source| source.record) { " ¶" (claim.passage) }
    }
}

/// The number of a source in the list of sources.
fn number_of(sources: &SourceIndex<'_>, id: &str) -> Markup {
    sources.position(id).map_or_else(|| value(id), |at| html! { "[" (at + 1) "]" })
}

fn sources_part(evidence: &Evidence) -> Markup {
    html! {
        h2 { "Sources" }
        ol { @for source in &evidence.sources { (source_part(source)) } }
    }
}

fn decisions_part(decisions: &[PackedDecision]) -> Markup {
    html! {
        @if !decisions.is_empty() {
            h2 { "Decisions of editors" }
            p.quiet {
                "From the journal of the corpus folder, also in decisions.tsv. A journal that has grown long is shortened, and then holds only what can still be undone or redone."
            }
            ul { @for decision in decisions { li { (plain(&decision.time)) " " (plain(&decision.kind)) ": " (sentence(&decision.what)) } } }
        }
    }
}

fn source_part(source: &PackedSource) -> Markup {
    let states = AnchorState::ALL
        .map(AnchorState::word)
        .map(|state| (state, source.passages.iter().filter(|passage| passage.state == state).count()));
    let states: Vec<String> =
        states.iter().filter(|(_, count)| *count > 0).map(|(state, count)| format!("{count} {state}")).collect();
    html! {
        li id=(anchor(PagePart::Source, &source.id)) {
            (citation(source)) " " code { (value(&source.id)) }
            br;
            small {
                "Origin: " (value(&source.origin)) ". "
                (read_in(source)) ". "
                @if let Some(copy) = &source.copy {
                    @if let Some(packed) = &copy.packed {
                        (if copy.text_only { "Only the text that was read from it is in the pack: " } else { "It is in the pack: " })
                        a href=(packed) { (packed) } ". "
                    }
                    @if !states.is_empty() { "Passages: " (states.join(", ")) "." }
                }
            }
            @for note in &source.annotations { br; small { "editor: " (value(note)) } }
        }
    }
}

/// In what a source was read, as the beginning of a sentence.
fn read_in(source: &PackedSource) -> Markup {
    let read = source.read_in();
    let mut lead = read.lead.to_owned();
    if let Some(first) = lead.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    html! {
        (lead)
        @if let Some(file) = &read.file {
            " " (value(file.name)) @if let Some(part) = file.part { " › " (value(part)) }
            @match file.hash {
                Ok(sha256) => { ", " (file.of) " " code { (plain(sha256)) } }
                Err(why) => { ", " (why) }
            }
        }
    }
}

/// The citation of a source; its addresses are links where a browser may be led to them.
fn citation(source: &PackedSource) -> Markup {
    let text = plain(&source.citation);
    let (mut before, mut linked) = (text.as_str(), Vec::new());
    // The archived address, which may hold the other, comes last.
    for url in [&source.archived, &source.url].into_iter().filter(|url| is_address(url)) {
        if let Some(at) = before.rfind(url.as_str()) {
            let after = &before[at + url.len()..];
            linked.push(html! { a href=(url) rel="noopener noreferrer" { (address(url)) } (sentence(after)) });
            before = &before[..at];
        }
    }
    html! { (sentence(before)) @for link in linked.into_iter().rev() { (link) } }
}

/// Whether a browser may be led to it.
fn is_address(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) && sanitize::is_safe(url)
}
