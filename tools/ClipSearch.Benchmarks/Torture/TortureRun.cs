using System.CommandLine;
using ClipSearch.Core.Models;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>The settings of a stress test.</summary>
/// <param name="Program">The published site.</param>
/// <param name="Model">The model of the site.</param>
/// <param name="Repository">The root folder of the repository.</param>
/// <param name="Folder">The folder for photos and data.</param>
/// <param name="Count">The number of kills, files, requests or restarts.</param>
/// <param name="Seed">The random seed.</param>
internal sealed record TortureRun(FileInfo Program, ModelFolder Model, DirectoryInfo Repository, DirectoryInfo Folder, int Count, int Seed)
{
    /// <summary>Creates an empty library folder and an empty data folder for a site.</summary>
    /// <param name="name">The name of the folder that contains both.</param>
    public (SiteProgram Site, LibraryFiles Files) Fresh(string name)
    {
        var folder = Folder.CreateSubdirectory(name);
        // When run as root, the database folder may be a link to another location.
        if (new FileInfo(Path.Combine(folder.FullName, "data", "postgres")).LinkTarget is { } elsewhere)
            Directory.Delete(elsewhere, recursive: true);
        folder.Delete(recursive: true);
        var photos = Directory.CreateDirectory(Path.Combine(folder.FullName, "photos"));
        var log = Path.Combine(folder.FullName, "site.log");
        return (new SiteProgram(Program, Model, photos, Path.Combine(folder.FullName, "data")) { Log = line => Append(log, line) }, new LibraryFiles(photos.FullName));
    }

    /// <summary>Prints the first errors that a check found.</summary>
    public static void PrintWrong(IEnumerable<string> lines)
    {
        foreach (var line in lines.Take(20))
            Console.WriteLine("  " + line);
    }

    private static void Append(string log, string line)
    {
        lock (typeof(TortureRun))
            File.AppendAllText(log, line + "\n");
    }
}

/// <summary>Counts the errors of a stress test and determines its exit code.</summary>
internal sealed class TortureScore
{
    public int Lost { get; set; }

    public int Doubled { get; set; }

    public int Left { get; set; }

    /// <summary>The number of crashes of the site.</summary>
    public int Ended { get; set; }

    /// <summary>The number of other errors.</summary>
    public int Wrong { get; set; }

    public void Add(LedgerReport report)
    {
        Lost += report.Lost.Count;
        Doubled += report.Doubled.Count;
        Left += report.Left.Count;
        if (!report.IsClean)
            TortureRun.PrintWrong(report.ToString().Split('\n'));
    }

    /// <summary>Prints the summary line of the stress test.</summary>
    /// <returns>The exit code: 1 if there are any errors, otherwise 0.</returns>
    public int Print(string form, string figures)
    {
        Console.WriteLine($"{form}: {figures}, {Lost} lost, {Doubled} duplicated, {Left} left over, {Ended} crashes, {Wrong} other errors");
        return Lost + Doubled + Left + Ended + Wrong == 0 ? 0 : 1;
    }
}

/// <summary>The verb <c>torture</c>.</summary>
internal static class TortureCommand
{
    /// <param name="program">The option for the published site.</param>
    /// <param name="work">The option for the folder of all data.</param>
    public static Command Create(Option<FileInfo> program, Option<DirectoryInfo> work)
    {
        var repository = new Option<DirectoryInfo>("--repository") { Description = "The repository folder with models, photos and golden files.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var model = new Option<string>("--model") { Description = "The name of a model in the repository.", DefaultValueFactory = _ => "clipsearch/tiny" };
        var seed = new Option<int>("--seed") { Description = "The random seed. The same seed gives the same files, requests and timing.", DefaultValueFactory = _ => 1 };
        return new Command("torture", "Stresses the published site (scripts/build) and checks for lost and duplicated photos and crashes. Exit code 1 if there are any.")
        {
            Form("kills", "Kills the site (SIGKILL) at random times during imports, uploads, deletes and restores.", "Number of kills.", 100, KillsTorture.RunAsync),
            Form("images", "Imports damaged image files of all formats.", "Number of files.", 10_000, ImagesTorture.RunAsync),
            Form("requests", "Sends valid, invalid, forged and malformed requests to the site.", "Number of requests.", 1_000_000, RequestsTorture.RunAsync),
            Form("database", "Stops, stalls, restarts and fills the database while the site serves requests and imports photos.", "Number of restarts.", 20, DatabaseTorture.RunAsync),
        };

        Command Form(string name, string does, string counts, int count, Func<TortureRun, CancellationToken, Task<int>> run)
        {
            var times = new Option<int>("--count") { Description = counts, DefaultValueFactory = _ => count };
            var command = new Command(name, does) { times, seed, model, program, repository, work };
            command.SetAction((parsed, token) =>
            {
                var root = parsed.GetRequiredValue(repository);
                var opened = ModelFolder.Open(Path.Combine(root.FullName, "models", parsed.GetRequiredValue(model)), parsed.GetRequiredValue(model));
                var folder = parsed.GetRequiredValue(work).CreateSubdirectory(Path.Combine("torture", name));
                Console.WriteLine($"torture {name}, seed {parsed.GetValue(seed)}, {opened.Name}, {Measure.Machine}");
                return run(new TortureRun(parsed.GetRequiredValue(program), opened, root, folder, parsed.GetValue(times), parsed.GetValue(seed)), token);
            });
            return command;
        }
    }
}
