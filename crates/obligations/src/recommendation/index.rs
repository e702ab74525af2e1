use std::collections::BTreeMap;

use faro_vocabulary::fold;

use super::Recommendation;

/// Hits that one search gives back.
pub const MAX_HITS: usize = 1000;
/// Words of a question that are looked at.
const MAX_WORDS: usize = 12;

/// Words of many recommendations, for searches while somebody types.
///
/// Case, accents and punctuation do not matter. Every word of the question has to be there; the
/// beginning of a word finds it. Texts in which the words are rarer and more frequent come
/// first, as BM25 weighs them (Robertson & Zaragoza 2009, with k₁ = 1.2 and b = 0.75); equal
/// weights in the order in which they were given.
pub struct Index {
    /// Words in their order, each with the texts that have it and how often.
    words: Vec<(String, Vec<(u32, u32)>)>,
    /// Number of words of each text.
    lengths: Vec<u32>,
    mean_length: f64,
}

const K1: f64 = 1.2;
const B: f64 = 0.75;

impl Index {
    /// Builds the index. Places in answers are those of this list.
    pub fn new(recommendations: &[Recommendation]) -> Self {
        let mut words: BTreeMap<String, BTreeMap<u32, u32>> = BTreeMap::new();
        let mut lengths = Vec::with_capacity(recommendations.len());
        for (place, recommendation) in (0u32..).zip(recommendations) {
            let text = fold(&searchable(recommendation));
            let mut length = 0;
            for word in text.split(' ').filter(|word| !word.is_empty()) {
                length += 1;
                let texts = match words.get_mut(word) {
                    Some(texts) => texts,
                    None => words.entry(word.to_owned()).or_default(),
                };
                *texts.entry(place).or_insert(0) += 1;
            }
            lengths.push(length);
        }
        let total: f64 = lengths.iter().map(|l| f64::from(*l)).sum();
        Index {
            words: words
                .into_iter()
                .map(|(word, texts)| (word, texts.into_iter().collect()))
                .collect(),
            mean_length: total / (lengths.len().max(1) as f64),
            lengths,
        }
    }

    /// Places of the recommendations that have all words of `question`, best first, at most
    /// [`MAX_HITS`]. A question without a word finds nothing.
    pub fn search(&self, question: &str) -> Vec<usize> {
        let folded = fold(question);
        let mut asked: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        asked.truncate(MAX_WORDS);
        let mut scores: Option<BTreeMap<u32, f64>> = None;
        for word in asked {
            let found = self.weights(word);
            scores = Some(match scores {
                None => found,
                Some(before) => before
                    .into_iter()
                    .filter_map(|(place, score)| Some((place, score + found.get(&place)?)))
                    .collect(),
            });
        }
        let mut hits: Vec<(u32, f64)> = scores.unwrap_or_default().into_iter().collect();
        hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        hits.truncate(MAX_HITS);
        hits.into_iter().map(|(place, _)| place as usize).collect()
    }

    /// Weight of each text for a word and what begins with it.
    fn weights(&self, asked: &str) -> BTreeMap<u32, f64> {
        let from = self
            .words
            .partition_point(|(word, _)| word.as_str() < asked);
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for (_, texts) in self.words[from..]
            .iter()
            .take_while(|(word, _)| word.starts_with(asked))
        {
            for (place, times) in texts {
                *counts.entry(*place).or_insert(0) += times;
            }
        }
        let all = self.lengths.len() as f64;
        let with = counts.len() as f64;
        let rarity = ((all - with + 0.5) / (with + 0.5) + 1.0).ln();
        counts
            .into_iter()
            .map(|(place, times)| {
                let times = f64::from(times);
                let length = f64::from(self.lengths[place as usize]) / self.mean_length.max(1.0);
                let weight = times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length));
                (place, rarity * weight)
            })
            .collect()
    }
}

/// What a person may look for: the text, where it stands, whom and what it is about.
fn searchable(recommendation: &Recommendation) -> String {
    let mut text = recommendation.text.clone();
    for more in [
        &recommendation.key.symbol,
        &recommendation.key.paragraph,
        &recommendation.body,
    ]
    .into_iter()
    .chain(&recommendation.themes)
    .chain(&recommendation.affected)
    {
        text.push(' ');
        text.push_str(more);
    }
    text
}
