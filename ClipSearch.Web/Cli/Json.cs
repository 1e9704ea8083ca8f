using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClipSearch.Web.Cli;

/// <summary>The option <c>--json</c>: one document on stdout, whose members are named as the API names the same things.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Serializer = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // For a terminal and for jq, not for a page: letters stay letters, control characters are escaped still.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The option, for a verb that prints results.</summary>
    public static Option<bool> Option(string prints = "Print the result as JSON.") => new("--json") { Description = prints };

    /// <summary>Writes a document.</summary>
    public static Task WriteJsonAsync<T>(this TextWriter output, T document) => output.WriteLineAsync(JsonSerializer.Serialize(document, Serializer));
}
