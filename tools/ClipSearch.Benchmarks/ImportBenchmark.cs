using System.Diagnostics;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures the import of one or more published sites, in fp32 and in 8 bits, in turns with the image encoder in fp32 alone, so that a machine
/// whose speed varies affects all of them.
/// </summary>
internal static class ImportBenchmark
{
    private const int BatchSize = 8;

    /// <summary>The number of batches of the encoder alone in a round, about 5 seconds with ViT-B/32 on two cores.</summary>
    private const int Batches = 12;

    private static readonly string[] s_precisions = ["fp32", "int8"];

    public static async Task RunAsync(
        FileInfo[] programs, ModelFolder model, DirectoryInfo photos, int count, int rounds, DirectoryInfo work, CancellationToken cancellationToken)
    {
        var folder = Copy(photos, count, work);
        Console.WriteLine($"{model.Path}, {count} photos of {photos.FullName}, {Measure.Machine}, {rounds} rounds");
        var alone = new List<Figures>();
        var imports = programs.SelectMany(program => s_precisions.Select(precision => (Program: program, Precision: precision))).ToDictionary(site => site, _ => new List<Figures>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (site, figures) in imports)
            {
                alone.Add(EncodeAlone(model));
                var program = new SiteProgram(site.Program, model, folder, Path.Combine(work.FullName, "import"))
                {
                    Settings = new Dictionary<string, string> { ["CLIP_PRECISION"] = site.Precision },
                };
                figures.Add(await ImportAsync(program, count, cancellationToken));
            }

            alone.Add(EncodeAlone(model));
        }

        Print("image encoder alone in fp32", alone);
        foreach (var (site, figures) in imports)
        {
            Measure.Print($"{site.Program.FullName}, CLIP_PRECISION={site.Precision}", "");
            Print("import, from JPEG to row, while the site runs", figures);
            Measure.Print("photos/s in relation to the encoder alone", $"{100 * Median(figures, value => value.Rate) / Median(alone, value => value.Rate):F0} %");
            Measure.Print("CPU per photo: site / decoders / PostgreSQL", $"{Median(figures, value => value.Site):F1} / {Median(figures, value => value.Decoders):F1} / {Median(figures, value => value.Database):F1} ms");
            Measure.Print("resident memory of the site: after import / peak", $"{Median(figures, value => value.Resident):F2} / {Median(figures, value => value.Peak):F2} GiB");
        }
    }

    private static void Print(string what, List<Figures> figures)
    {
        double[] rates = [.. figures.Select(value => value.Rate).Order()];
        Measure.Print($"{what}, median of {rates.Length}", $"{Measure.Percentile(rates, 0.5):F1} photos/s ({rates[0]:F1}–{rates[^1]:F1})");
        Measure.Print($"{what}: CPU per photo", $"{Median(figures, value => value.Cpu):F1} ms");
    }

    private static double Median(List<Figures> figures, Func<Figures, double> value) => Measure.Percentile([.. figures.Select(value).Order()], 0.5);

    private static Figures EncodeAlone(ModelFolder model)
    {
        using var encoder = ImageEncoder.Load(model);
        var pixels = new float[BatchSize * new ImagePreprocessor(model.Config.Pixels).TensorLength];
        encoder.Encode(pixels, BatchSize);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Batches; i++)
            encoder.Encode(pixels, BatchSize);
        const int Images = Batches * BatchSize;
        return new Figures(Images / clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Images, 0, 0, 0, 0);
    }

    private static async Task<Figures> ImportAsync(SiteProgram program, int count, CancellationToken cancellationToken)
    {
        if (Directory.Exists(program.Data))
            Directory.Delete(program.Data, recursive: true);
        using var site = await RunningSite.StartAsync(program, cancellationToken);
        var seconds = await site.SeedAsync(cancellationToken);
        var (own, decoders) = (site.Processes.Take(1), site.Processes.Skip(1));
        var (ofSite, ofDecoders, ofDatabase) = (PerPhoto(own), PerPhoto(decoders), PerPhoto(RunningSite.DatabaseProcesses(program.Data)));
        return new Figures(count / seconds, ofSite + ofDecoders + ofDatabase, ofSite, ofDecoders, ofDatabase, site.Memory("VmRSS")) { Peak = site.Memory("VmHWM") };

        double PerPhoto(IEnumerable<int> processes) => ProcessTimes.Cpu(processes) * 1000 / count;
    }

    /// <summary>Creates a folder with the first photos by name.</summary>
    private static DirectoryInfo Copy(DirectoryInfo photos, int count, DirectoryInfo work)
    {
        var folder = new DirectoryInfo(Path.Combine(work.FullName, "import-photos"));
        if (folder.Exists)
            folder.Delete(recursive: true);
        folder.Create();
        foreach (var file in photos.EnumerateFiles("*.jpg").OrderBy(file => file.Name, StringComparer.Ordinal).Take(count))
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        return folder;
    }

    /// <param name="Rate">Photos per second.</param>
    /// <param name="Cpu">The CPU time per photo in milliseconds, in all processes.</param>
    /// <param name="Site">The part of the site's process, which includes its start.</param>
    /// <param name="Decoders">The part of the decoder processes.</param>
    /// <param name="Database">The part of PostgreSQL.</param>
    /// <param name="Resident">The resident memory of the site after the import, in GiB.</param>
    private sealed record Figures(double Rate, double Cpu, double Site, double Decoders, double Database, double Resident)
    {
        /// <summary>The maximum of the resident memory, in GiB.</summary>
        public double Peak { get; init; }
    }
}
