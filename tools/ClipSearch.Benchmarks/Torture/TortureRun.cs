using System.CommandLine;
using ClipSearch.Core.Models;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>What a torture form is run with.</summary>
/// <param name="Program">The published site.</param>
/// <param name="Model">Its model.</param>
/// <param name="Repository">The repository's root.</param>
/// <param name="Folder">Where its photos and data are kept.</param>
/// <param name="Count">How many tries, files or requests.</param>
/// <param name="Seed">What its random numbers begin with.</param>
internal sealed record TortureRun(FileInfo Program, ModelFolder Model, DirectoryInfo Repository, DirectoryInfo Folder, int Count, int Seed)
{
    /// <summary>Makes an empty library folder and an empty data folder for a site.</summary>
    /// <param name="name">The name of the folder of both.</param>
    public (SiteProgram Site, LibraryFiles Files) Fresh(string name)
    {
        var folder = Folder.CreateSubdirectory(name);
        // As root the database may lie elsewhere, behind a link.
        if (new FileInfo(Path.Combine(folder.FullName, "data", "postgres")).LinkTarget is { } elsewhere)
            Directory.Delete(elsewhere, recursive: true);
        folder.Delete(recursive: true);
        var photos = Directory.CreateDirectory(Path.Combine(folder.FullName, "photos"));
        var log = Path.Combine(folder.FullName, "site.log");
        return (new SiteProgram(Program, Model, photos, Path.Combine(folder.FullName, "data")) { Log = line => Append(log, line) }, new LibraryFiles(photos.FullName));
    }

    /// <summary>Prints what a check has found wrong, the first lines of it.</summary>
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

/// <summary>Counts what goes wrong in a form; its last line and exit code.</summary>
internal sealed class TortureScore
{
    public int Lost { get; set; }

    public int Doubled { get; set; }

    public int Left { get; set; }

    /// <summary>How often the site's process ended by itself.</summary>
    public int Ended { get; set; }

    /// <summary>Other things that must not be.</summary>
    public int Wrong { get; set; }

    public void Add(LedgerReport report)
    {
        Lost += report.Lost.Count;
        Doubled += report.Doubled.Count;
        Left += report.Left.Count;
        if (!report.IsClean)
            TortureRun.PrintWrong(report.ToString().Split('\n'));
    }

    /// <summary>Prints the form's line of figures.</summary>
    /// <returns>The exit code: 1 where anything is wrong.</returns>
    public int Print(string form, string figures)
    {
        Console.WriteLine($"{form}: {figures}, {Lost} lost, {Doubled} doubled, {Left} left over, {Ended} process ends, {Wrong} otherwise wrong");
        return Lost + Doubled + Left + Ended + Wrong == 0 ? 0 : 1;
    }
}

/// <summary>The verb <c>torture</c>.</summary>
internal static class TortureCommand
{
    /// <param name="program">The option that names the published site.</param>
    /// <param name="work">The option that names the folder of all data.</param>
    public static Command Create(Option<FileInfo> program, Option<DirectoryInfo> work)
    {
        var repository = new Option<DirectoryInfo>("--repository") { Description = "The repository, for its models, photos and golden files.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var model = new Option<string>("--model") { Description = "A model of the repository.", DefaultValueFactory = _ => "clipsearch/tiny" };
        var seed = new Option<int>("--seed") { Description = "What random numbers begin with; the same gives the same files, requests and moments.", DefaultValueFactory = _ => 1 };
        return new Command("torture", "Hurts the published site (scripts/build) and checks that nothing is lost, doubled or ended: exit code 1 where something is.")
        {
            Form("kills", "Kills the site (SIGKILL) at random moments of imports, uploads, deletes and restores.", "How many kills.", 100, KillsTorture.RunAsync),
            Form("images", "Has the site import damaged image files of all formats.", "How many files.", 10_000, ImagesTorture.RunAsync),
            Form("requests", "Sends the site good, wrong, forged and broken requests.", "How many requests.", 1_000_000, RequestsTorture.RunAsync),
            Form("database", "Stops, stalls, restarts and fills the site's database while it serves and imports.", "How many restarts.", 20, DatabaseTorture.RunAsync),
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
