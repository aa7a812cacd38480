//! Writes quotations, by article.

use std::collections::HashMap;

use super::field_list::FieldList;
use crate::documents::draft::QuotesDraft;
use crate::documents::edit::{Fields, Refusal};
use crate::documents::quote_id::derived_id;
use crate::model::incident::Who;
use crate::model::{ArticleId, Form, PassageId, Quote};

impl super::Writer<'_> {
    /// The quotations of each article that has any, in the order of the first of each.
    pub(super) fn quotes(&mut self) -> Result<(), Refusal> {
        let mut by_article: Vec<(ArticleId, Vec<Fields>)> = Vec::new();
        let mut place: HashMap<ArticleId, usize> = HashMap::new();
        let mut in_passage: HashMap<PassageId, u32> = HashMap::new();
        for (_, quote) in self.corpus.quotes() {
            let article = self.corpus.passage(quote.passage).article;
            let at = *place.entry(article).or_insert_with(|| {
                by_article.push((article, Vec::new()));
                by_article.len() - 1
            });
            let nth = in_passage.entry(quote.passage).or_default();
            *nth += 1;
            let fields = self.quote(quote, article, *nth);
            by_article[at].1.push(fields);
        }
        for (article, quotes) in by_article {
            let mut fields = FieldList::default();
            fields.tables("quote", quotes);
            self.put(format!("quotes/{}.toml", self.article_id(article)), QuotesDraft::FIELDS, &fields.all)?;
        }
        Ok(())
    }

    /// A quotation, the `nth` of its passage.
    pub(super) fn quote(&self, quote: &Quote, article: ArticleId, nth: u32) -> Fields {
        let number = self.corpus.passage(quote.passage).number;
        let mut fields = FieldList::default();
        fields.number("passage", Some(number));
        let id = self.str(quote.id);
        if id != derived_id(self.article_id(article), number, nth) {
            fields.text("id", id);
        }
        let speaker = quote.speaker.map_or(Who::Words(quote.speaker_words), Who::Name);
        let speaker = self.who(speaker);
        fields.text("speaker", &speaker);
        fields.text("role", self.str(quote.role));
        fields.text("gist", self.str(quote.gist));
        let piece = |piece: &crate::model::Piece| {
            let mut fields = FieldList::default();
            fields.text("opening", self.wording(piece.opening));
            fields.number("length", Some(piece.length));
            fields.all
        };
        fields.tables("pieces", quote.pieces.iter().map(piece).collect());
        if quote.form != Form::Speech {
            fields.text("form", quote.form.word());
        }
        if quote.translated {
            fields.flag("translated", true);
        }
        fields.texts("according_to", self.strings(&quote.according_to));
        fields.texts("incidents", quote.incidents.iter().map(|&id| self.incident_id(id).to_owned()).collect());
        let is_whole = !speaker.is_empty() && !quote.gist.is_empty();
        self.drafted(quote.drafted, is_whole, &mut fields);
        fields.all
    }
}
