using System.Text.RegularExpressions;

namespace ClipSearch.Core.Postgres;

/// <summary>Reads PostgreSQL's log to find the reason of a failure.</summary>
internal static partial class ServerLog
{
    /// <summary>The length in bytes of the end of a log that is searched for a reason.</summary>
    private const int Tail = 64 * 1024;

    /// <summary>
    /// Returns the last FATAL, PANIC or ERROR of a text with its HINT, without time and process id; null if there is none.
    /// </summary>
    public static string? LastError(string text)
    {
        // Messages of a killed server's orphaned processes say nothing about the server that is starting.
        var error = ErrorLine().Matches(text).LastOrDefault(line => !line.Groups["text"].Value.Contains("unexpected postmaster exit", StringComparison.Ordinal));
        if (error is null)
            return null;
        var reason = error.Groups["text"].Value.Trim();
        var hint = HintLine().Match(text, error.Index);
        return hint.Success ? $"{reason}. {hint.Groups["text"].Value.Trim()}" : reason;
    }

    /// <summary>Returns the last error in the part of a log file after <paramref name="offset"/>.</summary>
    public static string? LastError(string file, long offset)
    {
        if (!File.Exists(file))
            return null;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Max(Math.Min(offset, stream.Length), stream.Length - Tail);
        using var reader = new StreamReader(stream);
        return LastError(reader.ReadToEnd());
    }

    [GeneratedRegex(@"^.*?\b(FATAL|PANIC|ERROR|error|fatal|initdb: error): +(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^.*?\b(HINT|hint): +(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex HintLine();
}
