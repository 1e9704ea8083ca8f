using System.Globalization;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Postgres;

/// <summary>The programs of an installed PostgreSQL server.</summary>
/// <param name="Folder">The folder that contains <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Major">The major version, for instance 17.</param>
/// <param name="Vector">The version of its installed pgvector; null without one.</param>
public sealed partial record PostgresBinaries(string Folder, int Major, Version? Vector)
{
    /// <summary>The environment variable that sets <see cref="Folder"/>. If it is set, no other folder is searched.</summary>
    public const string FolderVariable = "POSTGRES_BIN";

    /// <summary>The minimum version of pgvector: halfvec needs 0.7, iterative scans of an HNSW index need 0.8.</summary>
    internal static readonly Version MinimumVector = new(0, 8, 0);

    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <summary>The path of <c>postgres</c>.</summary>
    public string Postgres => Path.Combine(Folder, "postgres" + Suffix);

    /// <summary>The path of <c>initdb</c>.</summary>
    public string InitDb => Path.Combine(Folder, "initdb" + Suffix);

    /// <summary>The path of <c>pg_ctl</c>.</summary>
    public string PgCtl => Path.Combine(Folder, "pg_ctl" + Suffix);

    /// <summary>Whether pgvector is installed in a supported version.</summary>
    public bool HasVector => Vector >= MinimumVector;

    /// <summary>
    /// Finds the newest server with a supported pgvector. Searches <c>POSTGRES_BIN</c> if it is set; otherwise PATH, the standard folders
    /// of Debian, Red Hat, Alpine, Homebrew and Windows, and the folder that <c>pg_config</c> reports.
    /// </summary>
    /// <param name="major">The required version if a cluster exists that no other version can read; null for any.</param>
    /// <param name="token">Cancels the operation.</param>
    /// <exception cref="PostgresServerException">
    /// No server is installed, none of that version, or none with pgvector 0.8 or later.
    /// </exception>
    public static async Task<PostgresBinaries> FindAsync(int? major, CancellationToken token) =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } chosen
            ? await FindAsync([chosen], $"{FolderVariable} ({chosen})", major, token)
            : await FindAsync(await PostgresFolders.OnThisSystemAsync(token), "PATH and the usual folders", major, token);

    internal static async Task<PostgresBinaries> FindAsync(IReadOnlyList<string> folders, string searched, int? major, CancellationToken token)
    {
        var installed = new List<PostgresBinaries>();
        foreach (var folder in folders)
        {
            if (await InspectAsync(folder, token) is { } found)
                installed.Add(found);
        }

        if (installed.Count == 0)
        {
            throw new PostgresServerException(
                $"No PostgreSQL server (initdb, pg_ctl, postgres) was found in {searched}. Run scripts/setup to install it, " +
                $"set {FolderVariable} to the folder of these programs, or set DATABASE_URL to an existing database.");
        }

        var usable = installed.Where(found => major is null || found.Major == major).ToList();
        if (usable.Count == 0)
        {
            throw new PostgresServerException(
                $"The database was created by PostgreSQL {major}, but only {string.Join(", ", installed.Select(found => found.Major).Distinct().Order())} is installed. " +
                $"Install PostgreSQL {major} with pgvector, or move the database folder away to start with an empty one.");
        }

        var best = usable.OrderByDescending(found => found.HasVector).ThenByDescending(found => found.Major).First();
        return best.HasVector
            ? best
            : throw new PostgresServerException(
                $"PostgreSQL {best.Major} in {best.Folder} {(best.Vector is null ? "does not have the pgvector extension" : $"has pgvector {best.Vector}")}; ClipSearch needs " +
                $"{MinimumVector} or later. Run scripts/setup, install pgvector (on Debian and Ubuntu: apt-get install postgresql-{best.Major}-pgvector), " +
                "or set DATABASE_URL to a database that has it.");
    }

    private static async Task<PostgresBinaries?> InspectAsync(string folder, CancellationToken token)
    {
        var found = new PostgresBinaries(folder, 0, null);
        if (!File.Exists(found.Postgres) || !File.Exists(found.InitDb) || !File.Exists(found.PgCtl))
            return null;
        var version = VersionNumber().Match((await Tool.RunAsync(found.Postgres, ["--version"], token)).Output);
        if (!version.Success)
            return null;
        var major = int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture);
        var shares = await ShareFoldersAsync(folder, major, token);
        var control = shares.Select(share => Path.Combine(share, "extension", "vector.control")).FirstOrDefault(File.Exists);
        return found with { Major = major, Vector = control is null ? null : await VectorVersionAsync(control, token) };
    }

    private static async Task<Version?> VectorVersionAsync(string control, CancellationToken token) =>
        Version.TryParse(DefaultVersion().Match(await File.ReadAllTextAsync(control, token)).Groups["version"].Value, out var version) ? version : null;

    private static async Task<IReadOnlyList<string>> ShareFoldersAsync(string folder, int major, CancellationToken token)
    {
        var config = Path.Combine(folder, "pg_config" + Suffix);
        if (File.Exists(config))
            return [(await Tool.RunAsync(config, ["--sharedir"], token)).Output.Trim()];
        return
        [
            $"/usr/share/postgresql/{major}",
            Path.Combine(folder, "..", "share", "postgresql"),
            Path.Combine(folder, "..", "share"),
        ];
    }

    [GeneratedRegex("^default_version *= *'(?<version>[^']+)'", RegexOptions.Multiline)]
    private static partial Regex DefaultVersion();

    [GeneratedRegex(@"PostgreSQL\) (?<major>\d+)")]
    private static partial Regex VersionNumber();
}
