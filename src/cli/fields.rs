//! Which fields of a line or columns of a table hold a page.

use unboil::io::source::Fields;

/// The fields of JSON Lines, or the columns of Parquet, that hold a page.
#[derive(clap::Args)]
pub(super) struct FieldArgs {
    /// Field or column that holds a page, in JSON Lines and Parquet.
    #[arg(long, value_name = "NAME", default_value = "html")]
    html_field: String,
    /// Field or column that holds the page's id, where there is one.
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_field: String,
    /// Field or column that holds the page's url, where there is one.
    #[arg(long, value_name = "NAME", default_value = "url")]
    url_field: String,
}

impl FieldArgs {
    /// Their names.
    pub(super) fn fields(&self) -> Fields {
        Fields { html: self.html_field.clone(), id: self.id_field.clone(), url: self.url_field.clone() }
    }
}
