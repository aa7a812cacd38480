//! `parallax chart`: entries by year, a year as a calendar of days, or the figures of an incident on one scale, as lines or a picture.

use std::fmt::Write as _;
use std::io;

use chrono::{Datelike, Days, NaiveDate};

use super::args::ChartArgs;
use super::chosen::AskedEntries;
use super::drawn::{DrawnView, drawn, say_for_own_use};
use super::output::{Outcome, complain, say, warn, write_out};
use super::target::target;
use crate::analysis::calendar::{YearCalendar, YearCounts};
use crate::app::Msg;
use crate::load::Loaded;
use crate::map::grid::{SHADES, steps};
use crate::model::dataset::day;
use crate::model::figure::thousands;
use crate::model::{Subject, Workspace};
use crate::present::ranges::{RangeChart, legend};
use crate::present::words::{self, count};
use crate::runtime::{self, Setup, Wish};
use crate::sanitize;
use crate::ui::text::{cut, width};
use crate::ui::theme::Theme;

/// Columns of the longest bar.
const BAR: usize = 50;

/// Prints the years, or the calendar of one, or draws it. With `memory`, a word `@name` of the filter is the filter saved under that name.
pub(super) fn run(args: &ChartArgs, setup: Setup, memory: bool) -> Outcome {
    let loaded = args.corpus.load();
    warn(&loaded);
    if !loaded.is_usable() {
        return Ok(2);
    }
    let asked = AskedEntries { filter: &args.filter, marked: false, tag: None, possibly: None, memory };
    let chosen = match asked.choose(&loaded)? {
        Ok(chosen) => chosen,
        Err(status) => return Ok(status),
    };
    if args.print || args.svg.is_some() {
        let latest = chosen.shown.iter().find_map(|number| day(loaded.workspace.day(*number)));
        let Some(year) = args.year.or(latest.map(|day| day.year())) else {
            return complain("no entry that matches has a date").map(|()| 1);
        };
        let view = DrawnView { filter: &args.filter, corpus: &args.corpus, svg: args.svg.as_deref(), size: args.size };
        return drawn(loaded, view, Msg::ShowYear(year), setup, memory);
    }
    let text = match args.year {
        Some(year) => calendar(&loaded.workspace, &chosen.shown, year),
        None => years(&loaded.workspace, &chosen.shown),
    };
    say(&text).map(|()| 0)
}

/// Prints the figures of an incident, or draws them. Exit status 2 if the picture has no place.
pub(super) fn figures(args: &ChartArgs, loaded: &Loaded, subject: &Subject, columns: usize, setup: &Setup) -> Outcome {
    let text = ranges(subject, columns)?;
    let Some(svg) = &args.svg else { return say(&text).map(|()| 0) };
    let out = match target(loaded, &args.corpus, Some(svg)) {
        Ok(out) => out,
        Err(taken) => return complain(&taken).map(|()| 2),
    };
    let shown = subject.members().iter().filter_map(|member| member.record).map(|record| usize::from(record.set));
    let shown: Vec<usize> = shown.collect();
    let held_back: Vec<&str> = loaded.workspace.held_back(|set| shown.contains(&set)).collect();
    say_for_own_use(&held_back)?;
    let picture = runtime::picture::of_lines(&text, setup.wish == Wish::Fixed(Theme::Light));
    write_out(out, |file| file.write_all(picture.as_bytes())).map(|()| 0)
}

/// The figures of an incident, each facet and party on a scale of its own.
fn ranges(subject: &Subject, columns: usize) -> io::Result<String> {
    let mut out = format!("{}\n", sanitize::line(subject.title()));
    let charts = subject.ledger().rows.iter().filter_map(|row| Some((row, RangeChart::of(subject, row)?)));
    let (mut any, mut has_worked_out) = (false, false);
    for (row, chart) in charts {
        any = true;
        has_worked_out |= chart.has_worked_out();
        let _ = writeln!(out, "\n{}", sanitize::line(&words::row(subject.facet_word(row), row.party)));
        for line in chart.lines(columns, width, cut) {
            let _ = writeln!(out, "{}", sanitize::line(line.trim_end()));
        }
    }
    if !any {
        return Err(io::Error::other("no source gives a figure of it"));
    }
    out.push('\n');
    let sources = subject.ledger().columns.iter().enumerate();
    for (at, column) in sources {
        let corpus = subject.corpus(column.article.member);
        let article = corpus.article(column.article.id);
        let line = format!("{} {}", words::superscript(at + 1), words::source(corpus, article));
        let _ = writeln!(out, "{}", sanitize::line(&line));
    }
    let _ = writeln!(out, "{}", legend(has_worked_out));
    Ok(out)
}

/// A line for each year in which something was, with its number and a bar; `…` stands for the years between without any.
fn years(workspace: &Workspace, entries: &[u32]) -> String {
    let counts = YearCounts::of(workspace, entries);
    let mut out = format!("{}\n", count(entries.len(), "entry"));
    let most = counts.years.values().copied().max().unwrap_or(0).max(1);
    let mut before: Option<i32> = None;
    for (&year, &number) in &counts.years {
        if before.is_some_and(|before| before + 1 < year) {
            out.push_str("…\n");
        }
        before = Some(year);
        let _ = writeln!(out, "{year}\t{number}\t{}", "█".repeat((number * BAR).div_ceil(most)));
    }
    let others = [
        (counts.across, "in one of several years, or in doubt"),
        (counts.drafted, "only drafts"),
        (counts.undated, "without a date"),
    ];
    beside(&mut out, &others);
    out
}

/// The days of a year, a row for each day of the week and a column for each week.
fn calendar(workspace: &Workspace, entries: &[u32], year: i32) -> String {
    let calendar = YearCalendar::of(workspace, entries, year);
    let on_days: usize = calendar.days.iter().sum();
    let mut out = format!("{year}: {} on a day\n", count(on_days, "entry"));
    let most = calendar.days.iter().copied().max().unwrap_or(0) as u64;
    let steps = steps(most);
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { return out };
    let offset = first.weekday().num_days_from_monday() as usize;
    let weeks = (calendar.days.len() + offset).div_ceil(7);
    let mut months = vec![' '; weeks + 3];
    let mut rows = vec![vec![" "; weeks]; 7];
    for (at, number) in calendar.days.iter().enumerate() {
        let (week, day) = ((at + offset) / 7, (at + offset) % 7);
        let date = first.checked_add_days(Days::new(at as u64)).unwrap_or(first);
        if date.day() == 1 {
            for (place, letter) in date.format("%b").to_string().chars().enumerate() {
                months[week + place] = letter;
            }
        }
        let shade = steps.iter().rposition(|step| *step <= *number as u64).unwrap_or(0);
        rows[day][week] = if *number > 0 { SHADES[shade] } else { " " };
    }
    let _ = writeln!(out, "    {}", months.iter().collect::<String>().trim_end());
    for (name, row) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter().zip(rows) {
        let _ = writeln!(out, "{name} {}", row.concat().trim_end());
    }
    let shown = SHADES.iter().zip(steps).filter(|(_, step)| *step <= most.max(1));
    let legend: Vec<String> = shown.map(|(sign, step)| format!("{sign} {}", thousands(step.max(1)))).collect();
    let _ = writeln!(out, "{} and more", legend.join("  "));
    beside(&mut out, &calendar.beside());
    out
}

/// What is counted beside the chart.
fn beside(out: &mut String, all: &[(usize, &str)]) {
    for (number, words) in all.iter().filter(|(number, _)| *number > 0) {
        let _ = writeln!(out, "{number}\t{words}");
    }
}
