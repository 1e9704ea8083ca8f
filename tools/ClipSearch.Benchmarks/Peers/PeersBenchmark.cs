using System.Diagnostics;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;
using ClipSearch.Core.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;
using Npgsql;

namespace ClipSearch.Benchmarks.Peers;

/// <summary>
/// Measures the published site beside baselines that consist of ONNX Runtime and pgvector alone, in turns, on the same PostgreSQL, model and
/// photos; and the limits of the machine.
/// </summary>
internal static class PeersBenchmark
{
    private const string Site = "ClipSearch";
    private const string OwnLength = "own length";
    private const string Padded = "padded";

    // Compilers at run time are done after some hundred requests.
    private const int WarmUpRequests = 500;
    private const int Requests = 200;
    private const double ManyClientsSeconds = 5;
    private const int Imported = 1000;

    /// <summary>The number of images that the encoder alone embeds; its rate does not depend on it.</summary>
    private const int EncodedAlone = 200;
    private const int BatchSize = 8;

    private const string OneClient = "search request, 1 client, p50 (ms)";
    private const string Images = "importing (photos/s); of the baseline: the image encoder alone";

    /// <summary>Prints the comparison.</summary>
    /// <param name="rounds">The number of rounds, each with every program.</param>
    /// <param name="program">The published site.</param>
    /// <param name="model">The model.</param>
    /// <param name="photos">A folder of JPEGs.</param>
    /// <param name="work">The folder for data, which is deleted first.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task RunAsync(int rounds, FileInfo program, ModelFolder model, DirectoryInfo photos, DirectoryInfo work, CancellationToken cancellationToken)
    {
        var root = new DirectoryInfo(Path.Combine(work.FullName, "peers"));
        if (root.Exists)
            root.Delete(recursive: true);
        await using var postgres = await PrivatePostgres.StartAsync(Path.Combine(root.FullName, "postgres"), NullLogger.Instance, cancellationToken);
        SiteProgram Server(FileInfo file, DirectoryInfo folder, string database, params string[] arguments) => new(file, model, folder, Path.Combine(root.FullName, database))
        {
            Settings = new Dictionary<string, string> { ["DATABASE_URL"] = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = database }.ConnectionString },
            Arguments = arguments,
        };

        FileInfo[] files = [.. photos.EnumerateFiles("*.jpg")];
        var some = root.CreateSubdirectory("photos");
        foreach (var file in files.Take(Imported))
            file.CopyTo(Path.Combine(some.FullName, file.Name));
        var self = new FileInfo(typeof(PeersBenchmark).Assembly.Location);
        (string Name, SiteProgram Program)[] servers =
        [
            (Site, Server(program, photos, "library")),
            (OwnLength, Server(self, photos, "library", "peer")),
            (Padded, Server(self, photos, "library", "peer", "--padded")),
        ];
        await CreateDatabaseAsync("library");
        using (var site = await RunningSite.StartAsync(servers[0].Program, cancellationToken))
            await site.SeedAsync(cancellationToken);

        Console.WriteLine(
            $"""
            {model.Path}, {files.Length} photos of {photos.FullName}, {Measure.Machine}, load average {Measure.Load:F1} at the start. Medians (quartiles) of {rounds} rounds in turns.
            Baselines: one endpoint on Kestrel in a process of its own, ONNX Runtime with a thread for each core, SELECT … ORDER BY embedding <=> $1 LIMIT 24 as a prepared
            statement on the table of the site's embeddings. "{OwnLength}" runs a text at its own length, "{Padded}" padded to {model.Config.ContextLength} tokens.
            One PostgreSQL for all, which runs before each start. A ratio below 1 is better for times and memory, above 1 for requests/s and photos/s.

            """);
        var figures = new PeerFigures(Site, [OwnLength, Padded]);
        var running = new Dictionary<string, RunningSite>();
        var load = new SearchLoad();
        try
        {
            foreach (var (name, server) in servers)
            {
                running[name] = await RunningSite.StartAsync(server, cancellationToken);
                await load.OneClientAsync(running[name], WarmUpRequests, cancellationToken);
                await load.ManyClientsAsync(running[name], SiteBenchmark.Clients, ManyClientsSeconds, cancellationToken);
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var (name, _) in InTurn(servers, round))
                    figures.Add(OneClient, name, Measure.Percentile(await load.OneClientAsync(running[name], Requests, cancellationToken), 0.5));
                foreach (var (name, _) in InTurn(servers, round))
                {
                    var (perSecond, times) = await load.ManyClientsAsync(running[name], SiteBenchmark.Clients, ManyClientsSeconds, cancellationToken);
                    figures.Add($"{SiteBenchmark.Clients} clients (requests/s)", name, perSecond);
                    figures.Add($"{SiteBenchmark.Clients} clients, p99 (ms)", name, Measure.Percentile(times, 0.99));
                }
            }

            foreach (var (name, _) in servers)
            {
                figures.Add("memory while serving, resident (GiB)", name, running[name].Memory("VmRSS"));
                figures.Add("memory while serving, peak (GiB)", name, running[name].Memory("VmHWM"));
            }
        }
        finally
        {
            foreach (var site in running.Values)
                site.Dispose();
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, server) in InTurn(servers, round))
                figures.Add("process start to first search response (s)", name, await RunningSite.StartTimeAsync(round, server, cancellationToken));
        }

        var batches = Batches(model, files.Take(EncodedAlone));
        for (var round = 0; round < rounds; round++)
        {
            var database = $"import_{round}";
            await CreateDatabaseAsync(database);
            using (var site = await RunningSite.StartAsync(Server(program, some, database), cancellationToken))
            {
                figures.Add(Images, Site, Math.Min(Imported, files.Length) / await site.SeedAsync(cancellationToken));
                figures.Add("memory while importing, peak (GiB)", Site, site.Memory("VmHWM"));
            }

            figures.Add(Images, OwnLength, EncodeAll(model, batches));
        }

        figures.Print();
        PrintLimits(model, figures);
        Console.WriteLine($"\nLoad average at the end: {Measure.Load:F1}");

        async Task CreateDatabaseAsync(string name)
        {
            await using var connection = new NpgsqlConnection(postgres.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Alternates the order, so that a drift of the machine's speed concerns all alike.</summary>
    private static IEnumerable<T> InTurn<T>(IReadOnlyList<T> all, int round) => round % 2 == 0 ? all : all.Reverse();

    /// <summary>Returns the decoded and preprocessed pixels of photos, in batches.</summary>
    private static List<float[]> Batches(ModelFolder model, IEnumerable<FileInfo> files)
    {
        var preprocessor = new ImagePreprocessor(model.Config.Pixels);
        var batches = new List<float[]>();
        foreach (var batch in files.Chunk(BatchSize))
        {
            var pixels = new float[batch.Length * preprocessor.TensorLength];
            foreach (var (i, file) in batch.Index())
            {
                using var image = ImageDecoder.Decode(file.FullName, model.Config.Pixels.ResizeShortestEdge);
                preprocessor.Preprocess(image, pixels.AsSpan(i * preprocessor.TensorLength, preprocessor.TensorLength));
            }

            batches.Add(pixels);
        }

        return batches;
    }

    /// <summary>
    /// Opens an encoder as a baseline does: with a thread for each core, which wait for each other without sleeping. By default, ONNX Runtime
    /// counts physical cores, and two virtual ones may be one.
    /// </summary>
    internal static InferenceSession OpenSession(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        return new InferenceSession(path, options);
    }

    /// <summary>Runs the image encoder as a baseline does.</summary>
    /// <returns>The images per second, without loading the encoder.</returns>
    private static double EncodeAll(ModelFolder model, List<float[]> batches)
    {
        _ = OrtRuntime.Version;
        using var session = OpenSession(model.GraphPath(EncoderKind.Image));
        using var run = new RunOptions();
        var (size, length) = (model.Config.Pixels.CropSize, new ImagePreprocessor(model.Config.Pixels).TensorLength);
        Encode(batches[0]);
        var clock = Stopwatch.StartNew();
        batches.ForEach(Encode);
        return batches.Sum(pixels => pixels.Length / length) / clock.Elapsed.TotalSeconds;

        void Encode(float[] pixels)
        {
            using var input = OrtValue.CreateTensorValueFromMemory(pixels, [pixels.Length / length, 3, size, size]);
            session.Run(run, [model.Family.Image.Input], [input], [model.Family.Image.Output]).Dispose();
        }
    }

    /// <summary>Prints the limits of the machine and the floors that follow from them.</summary>
    private static void PrintLimits(ModelFolder model, PeerFigures figures)
    {
        var cores = Environment.ProcessorCount;
        var (bandwidth, operations) = (MachineLimits.ReadBandwidth(cores, hugePages: true), MachineLimits.Multiplications(cores));
        var (bytes, image) = (MachineLimits.TextBytes(model), MachineLimits.ImageOperations(model));
        var (textFloor, imageFloor) = (bytes / bandwidth / 1e6, operations / image);
        Console.WriteLine();
        Measure.Print("memory read, 1 thread / all, pages of 4 KiB", $"{MachineLimits.ReadBandwidth(1, hugePages: false):F1} / {MachineLimits.ReadBandwidth(cores, hugePages: false):F1} GB/s");
        Measure.Print("memory read, 1 thread / all, pages of 2 MiB", $"{MachineLimits.ReadBandwidth(1, hugePages: true):F1} / {bandwidth:F1} GB/s");
        Measure.Print("multiply-adds in fp32, 1 thread / all", $"{MachineLimits.Multiplications(1):F0} / {operations:F0} GFLOP/s");
        Measure.Print($"floor of a short text: {bytes / 1e6:F0} MB of weights", $"{textFloor:F2} ms");
        Measure.Print("a search request by 1 client ÷ that floor", $"{figures.Median(OneClient, Site) / textFloor:F2}");
        Measure.Print($"limit of images: {image:F2} GFLOP each", $"{imageFloor:F1} images/s");
        Measure.Print("importing ÷ that limit", $"{figures.Median(Images, Site) / imageFloor:F2}");
    }
}
