using System.Diagnostics;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Tokens;

namespace ClipSearch.Benchmarks;

/// <summary>Compares the forms of both encoders, in turns: time per run, loading time and memory.</summary>
internal static class EncodersBenchmark
{
    private const int TextRounds = 60;
    private const int ImageRounds = 6;

    /// <summary>The maximum number of photos that are compared.</summary>
    private const int Photos = 200;

    private static readonly (int Texts, int Tokens)[] s_textShapes = [(1, 4), (1, 8), (4, 6), (16, 8), (1, 77)];

    private static readonly int[] s_imageCounts = [1, 4, 8];

    /// <param name="folder">The model.</param>
    /// <param name="photos">A folder with photos, with which the image encoder in 8 bits is calibrated and compared.</param>
    /// <param name="work">The folder for the forms.</param>
    public static void Run(ModelFolder folder, DirectoryInfo photos, DirectoryInfo work)
    {
        Console.WriteLine($"{folder.Path}, {Measure.Machine}. Milliseconds, and the time of the original divided by it");
        var forms = new EncoderForms(folder, new ClipSearchOptions { DataDir = work.FullName }) { MinBytes = 0 };
        var clock = Stopwatch.StartNew();
        BenchmarkModel.PrepareForms(folder, forms);
        Measure.Print("create the forms, unless they exist", $"{clock.Elapsed.TotalSeconds:F1} s");
        foreach (var kind in Enum.GetValues<EncoderKind>())
            Console.WriteLine($"{kind}: {forms.Describe(kind)}");

        MeasureTexts(folder, forms);
        MeasureImages(folder, forms, PhotoCrops.Read(photos, Photos, folder), work);
    }

    private static void MeasureTexts(ModelFolder folder, EncoderForms forms)
    {
        var encoders = Load(forms, EncoderKind.Text, file => TextEncoder.Load(folder, file));
        foreach (var (texts, tokens) in s_textShapes)
        {
            var some = Enumerable.Range(0, texts).Select(text => Text(encoders[0].Encoder.Tokenizer, tokens, text)).ToList();
            Compare($"{texts} × {tokens} tokens", TextRounds, [.. encoders.Select(encoder => (encoder.Name, (Action)(() => encoder.Encoder.Encode(some))))]);
        }

        encoders.ForEach(encoder => encoder.Encoder.Dispose());
    }

    private static void MeasureImages(ModelFolder folder, EncoderForms forms, IReadOnlyList<byte[]> crops, DirectoryInfo work)
    {
        var encoders = Load(forms, EncoderKind.Image, file => ImageEncoder.Load(folder, file));
        var fp32 = new EncoderFile(Path.Combine(FolderOf(forms, EncoderKind.Image), forms.Record(EncoderKind.Image)!.Full.Name), Precision.Full) { UsesOneThread = true };
        encoders.Add(("fp32, one thread", ImageEncoder.Load(folder, fp32)));
        using var temporary = new FormWorkFolder(work.FullName);
        encoders.AddRange(Quantise(folder, fp32.Path, encoders[^1].Encoder, crops, temporary));
        var length = 3 * folder.Config.Pixels.CropSize * folder.Config.Pixels.CropSize;
        foreach (var count in s_imageCounts)
        {
            var pixels = Enumerable.Range(0, count * length).Select(i => MathF.Sin(i * 0.37f)).ToArray();
            Compare($"{count} images", ImageRounds, [.. encoders.Select(encoder => (encoder.Name, (Action)(() => encoder.Encoder.Encode(pixels, count))))]);
        }

        encoders.ForEach(encoder => encoder.Encoder.Dispose());
    }

    /// <summary>Creates the image encoder in 8 bits by each method, and prints how well it agrees with fp32 on photos.</summary>
    private static List<(string Name, ImageEncoder Encoder)> Quantise(ModelFolder folder, string fp32, ImageEncoder full, IReadOnlyList<byte[]> crops, FormWorkFolder work)
    {
        var maxima = ImageQuantisation.Calibrate(folder, fp32, work, crops);
        var expected = Embed(full);
        var encoders = new List<(string, ImageEncoder)>();
        foreach (var (number, method) in ImageQuantisation.Methods.Index())
        {
            var path = work.PathOf($"{number}.onnx");
            method.Create(fp32, maxima, path);
            var encoder = ImageEncoder.Load(folder, new EncoderFile(path, Precision.EightBits) { UsesOneThread = true });
            Console.WriteLine($"8 bits, {method.Name}: {FormAgreement.Of(expected, Embed(encoder), expected)}");
            encoders.Add(($"8 bits, {method.Name}, one thread", encoder));
        }

        return encoders;

        Embedding[] Embed(ImageEncoder encoder) =>
            [.. PixelBatch.Of(crops, new ImagePreprocessor(folder.Config.Pixels)).SelectMany(batch => encoder.Encode(batch.Pixels, batch.Count))];
    }

    private static string FolderOf(EncoderForms forms, EncoderKind kind) => Path.GetDirectoryName(forms.Best(kind).Path)!;

    /// <summary>Loads the original and the forms of an encoder.</summary>
    private static List<(string Name, T Encoder)> Load<T>(EncoderForms forms, EncoderKind kind, Func<EncoderFile, T> load)
    {
        var record = forms.Record(kind)!;
        var folder = FolderOf(forms, kind);
        List<(string Name, EncoderFile File)> files = [("original", forms.Original(kind)), ("fp32", new EncoderFile(Path.Combine(folder, record.Full.Name), Precision.Full))];
        if (record.EightBits is { } eightBits)
            files.Add(("8 bits, one thread", new EncoderFile(Path.Combine(folder, eightBits.Name), Precision.EightBits) { UsesOneThread = true }));
        var loaded = new List<(string, T)>();
        foreach (var (name, file) in files)
        {
            var before = Resident();
            var clock = Stopwatch.StartNew();
            loaded.Add((name, load(file)));
            Measure.Print($"{kind}, {name}: load; memory", $"{clock.ElapsedMilliseconds} ms; {Resident() - before} MiB");
        }

        return loaded;
    }

    private static void Compare(string what, int rounds, IReadOnlyList<(string Name, Action Run)> runs)
    {
        var times = runs.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < runs.Count; i++)
            {
                runs[i].Run();
                var start = Stopwatch.GetTimestamp();
                runs[i].Run();
                runs[i].Run();
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / 2);
            }
        }

        times.ForEach(list => list.Sort());
        var original = Measure.Percentile(times[0], 0.5);
        foreach (var ((name, _), sorted) in runs.Zip(times))
            Measure.Print($"{what}, {name}", $"{Measure.Percentile(sorted, 0.5):F2} ({Measure.Percentile(sorted, 0.25):F2}–{Measure.Percentile(sorted, 0.75):F2}), {original / Measure.Percentile(sorted, 0.5):F2}");
    }

    /// <summary>Returns a text of a number of tokens.</summary>
    private static TokenizedText Text(Tokenizer tokenizer, int tokens, int number)
    {
        var ids = tokenizer.Tokenize("a").Ids;
        return new TokenizedText([ids[0], .. Enumerable.Range(0, tokens - 2).Select(i => 300 + (((number * 77) + i) * 37 % 200)), ids[^1]], false);
    }

    private static long Resident() => Environment.WorkingSet >> 20;
}
