using System.Diagnostics;
using System.Globalization;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>The settings with which a site is started.</summary>
/// <param name="Program">The published site, or another server that reads the same settings and has the same addresses.</param>
/// <param name="Model">The model of the site.</param>
/// <param name="Photos">PHOTOS_DIR.</param>
/// <param name="Data">DATA_DIR.</param>
internal sealed record SiteProgram(FileInfo Program, ModelFolder Model, DirectoryInfo Photos, string Data)
{
    /// <summary>
    /// Further settings by name, including DATABASE_URL. Without DATABASE_URL the site uses a private PostgreSQL in its data folder.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The arguments with which the program is started as a server.</summary>
    /// <value>empty, as the site needs it</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Receives each line that the site writes to standard output; null discards them.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Creates the command that starts the site or, with arguments, a verb.</summary>
    /// <param name="port">The value of PORT.</param>
    /// <param name="arguments">The verb and its arguments.</param>
    public ProcessStartInfo Command(int port, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program.FullName, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("DATABASE_URL");
        start.Environment.Remove("POSTGRESQL_URL");
        foreach (var (name, value) in new (string, string)[]
                 {
                     ("CLIP_MODEL", Model.Name), ("MODELS_DIR", Path.GetFullPath(Path.Combine(Model.Path, "../.."))),
                     ("PHOTOS_DIR", Photos.FullName), ("DATA_DIR", Data), ("PORT", port.ToString(CultureInfo.InvariantCulture)), ("HOST", "127.0.0.1"),
                 })
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        return start;
    }
}
