using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClipSearch.Core;

namespace ClipSearch.Web.Cli;

/// <summary>What verbs that print a list have in common: <c>--limit N</c> and <c>--json</c>.</summary>
internal static class PageOptions
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // For a terminal and for jq, not for a page: letters stay letters, control characters are escaped still.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary><c>--limit N</c>.</summary>
    /// <param name="what">What is counted, in the plural.</param>
    public static Option<int> Limit(string what) => new("--limit")
    {
        Description = $"How many {what}, 1 to {PhotoSearch.MaxLimit}.",
        HelpName = "N",
        DefaultValueFactory = _ => PhotoSearch.DefaultLimit,
        CustomParser = ParseLimit,
    };

    /// <summary><c>--json</c>.</summary>
    /// <param name="form">The address whose answer has the same form.</param>
    public static Option<bool> Json(string form) => new("--json") { Description = $"Print JSON, in the form of GET {form}." };

    /// <summary>An answer as JSON.</summary>
    public static string Serialize<T>(T answer) => JsonSerializer.Serialize(answer, Indented);

    private static int ParseLimit(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, out var limit) && limit is >= 1 and <= PhotoSearch.MaxLimit)
            return limit;
        result.AddError($"--limit takes a whole number from 1 to {PhotoSearch.MaxLimit}.");
        return default;
    }
}
