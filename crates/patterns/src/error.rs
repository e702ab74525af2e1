use faro_vocabulary::Field;

/// Why a question can't be answered as it was put.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// The field can't split records into classes.
    #[error(
        "`{field}` can't be a dimension: it holds {holds}; choose a field with codes, places, \
         countries, dates or whole numbers"
    )]
    NotADimension {
        /// The field asked for.
        field: Field,
        /// What it holds instead.
        holds: &'static str,
    },
    /// The derived view does not fit the field.
    #[error("`{view}` can't be taken of `{field}`; it needs {needs}")]
    ViewDoesNotFit {
        /// The field asked for.
        field: Field,
        /// The view asked for.
        view: String,
        /// The kind of field that the view needs.
        needs: &'static str,
    },
    /// More dimensions than one table can hold.
    #[error("{asked} dimensions were asked for; a table holds at most {limit}")]
    TooManyDimensions {
        /// Dimensions asked for.
        asked: usize,
        /// The limit.
        limit: usize,
    },
    /// One field appears in two dimensions of a method that needs different fields.
    #[error("`{0}` appears twice among the dimensions; choose different fields")]
    SameFieldTwice(Field),
    /// A dimension has more classes than anyone can read.
    #[error(
        "`{dimension}` has {classes} classes, more than {limit}; group it: dates by month or \
         year, ages by band, places by a higher level"
    )]
    TooManyClasses {
        /// The dimension.
        dimension: String,
        /// Its classes.
        classes: usize,
        /// The limit.
        limit: usize,
    },
    /// The table has more filled cells than the limit.
    #[error("the table has more than {limit} filled cells; use fewer or coarser dimensions")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// One record carries so many values that its combinations exceed the limit.
    #[error(
        "row {row} of the source falls into {combinations} cells at once, more than {limit}; \
         use fewer dimensions that hold several values"
    )]
    TooManyCombinations {
        /// Row number in its source.
        row: u32,
        /// Cells that it would fall into.
        combinations: u64,
        /// The limit.
        limit: u64,
    },
    /// More rows than can be numbered.
    #[error("the table has {0} rows, more than 4,294,967,295")]
    TooManyRows(usize),
    /// Rows of a counts table speak of different things.
    #[error(
        "the table holds counts of several indicators ({}); filter by one, or make the \
         indicator a dimension",
        .0.join(", ")
    )]
    IndicatorNotChosen(Vec<String>),
    /// A stock, such as a population, was about to be added up over time.
    #[error(
        "`{indicator}` is a level at a point in time and can't be added over {periods} dates; \
         choose one date or make time a dimension"
    )]
    StockOverTime {
        /// The indicator.
        indicator: String,
        /// Distinct dates found.
        periods: usize,
    },
    /// The method needs one row per person.
    #[error("{0} needs records of persons; this table holds counts")]
    NeedsRecords(&'static str),
    /// The method needs one of two kinds of dimension count.
    #[error("{method} needs {needs} dimensions; {found} were given")]
    NumberOfDimensions {
        /// The method.
        method: &'static str,
        /// What it takes.
        needs: &'static str,
        /// What was given.
        found: usize,
    },
    /// Nationality and ethnicity are never treated as a cause of trafficking.
    #[error(
        "`{0}` describes who the affected persons are and is never used to look for risk; ask \
         for composition instead"
    )]
    NotADriver(Field),
    /// A confidence level outside 0.5 to 0.9999.
    #[error("confidence {0} is not between 0.5 and 0.9999")]
    Confidence(String),
    /// A number that the method can't work with.
    #[error("`{name}` is {value}; it must be {accepted}")]
    Parameter {
        /// Name of the parameter.
        name: &'static str,
        /// What was given.
        value: String,
        /// What would be accepted.
        accepted: &'static str,
    },
    /// The population table says nothing that can be used.
    #[error("no population was found: {0}")]
    NoPopulation(&'static str),
}
