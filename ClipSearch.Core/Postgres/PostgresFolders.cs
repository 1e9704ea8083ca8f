namespace ClipSearch.Core.Postgres;

/// <summary>The folders in which a PostgreSQL server may be installed.</summary>
internal static class PostgresFolders
{
    /// <summary>The folders in which packages install the server's programs, each with one wildcard.</summary>
    private static readonly string[] Usual = OperatingSystem.IsWindows()
        ? [@"C:\Program Files\PostgreSQL\*\bin"]
        : OperatingSystem.IsMacOS()
            ? ["/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/Applications/Postgres.app/Contents/Versions/*/bin", "/Library/PostgreSQL/*/bin"]
            : ["/usr/lib/postgresql/*/bin", "/usr/lib/postgresql*/bin", "/usr/libexec/postgresql*", "/usr/pgsql-*/bin", "/usr/local/pgsql*/bin", "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin"];

    /// <summary>Lists the folders that exist and contain <c>initdb</c>, without repetition.</summary>
    public static async Task<IReadOnlyList<string>> OnThisSystemAsync(CancellationToken token)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified).ToList();
        var found = path.Concat(Usual.SelectMany(Expand))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb" + suffix)))
            .Distinct().ToList();
        if (found.Count > 0)
            return found;
        var config = path.Select(folder => Path.Combine(folder, "pg_config" + suffix)).FirstOrDefault(File.Exists);
        return config is null ? [] : [(await Tool.RunAsync(config, ["--bindir"], token)).Output.Trim()];
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var slash = pattern.LastIndexOfAny(['/', '\\'], star);
        var next = pattern.IndexOfAny(['/', '\\'], star);
        var parent = pattern[..slash];
        var (name, rest) = next < 0 ? (pattern[(slash + 1)..], "") : (pattern[(slash + 1)..next], pattern[(next + 1)..]);
        return Directory.Exists(parent) ? Directory.GetDirectories(parent, name).Select(folder => Path.Combine(folder, rest)) : [];
    }
}
