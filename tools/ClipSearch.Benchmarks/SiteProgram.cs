using System.Diagnostics;
using System.Globalization;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>What a site is started with.</summary>
/// <param name="Program">The published site.</param>
/// <param name="Model">Its model.</param>
/// <param name="Photos">PHOTOS_DIR.</param>
/// <param name="Data">DATA_DIR.</param>
internal sealed record SiteProgram(FileInfo Program, ModelFolder Model, DirectoryInfo Photos, string Data)
{
    /// <summary>More settings by their names, DATABASE_URL among them; without that one the site has a private PostgreSQL in its data folder.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Takes each line that the site writes to stdout; null drops them.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>How the site, or with arguments a verb, is started.</summary>
    /// <param name="port">PORT.</param>
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
