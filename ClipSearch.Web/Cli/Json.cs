using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClipSearch.Web.Cli;

/// <summary>The option <c>--json</c>, which prints one document on stdout, with the API's property names.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Serializer = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // The output is for terminals and jq, not for HTML: letters are not escaped, control characters still are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Creates the option for a verb that prints results.</summary>
    public static Option<bool> Option(string prints = "Print the result as JSON.") => new("--json") { Description = prints };

    /// <summary>Writes a document.</summary>
    public static Task WriteJsonAsync<T>(this TextWriter output, T document) => output.WriteLineAsync(JsonSerializer.Serialize(document, Serializer));
}
