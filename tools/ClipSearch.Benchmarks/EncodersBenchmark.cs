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
        BenchmarkModel.PrepareForms(folder, forms);
        using (var texts = new Methods<TextEncoder>(forms, new TextSamples(folder, photos: []), file => TextEncoder.Load(folder, file)))
            MeasureTexts(folder, texts.Encoders);
        using (var images = new Methods<ImageEncoder>(forms, new ImageSamples(folder, PhotoCrops.Read(photos, Photos, folder)), file => ImageEncoder.Load(folder, file)))
            MeasureImages(folder, images.Encoders);
    }

    private static void MeasureTexts(ModelFolder folder, List<(string Name, TextEncoder Encoder)> encoders)
    {
        foreach (var (texts, tokens) in s_textShapes.Where(shape => shape.Tokens <= folder.Config.ContextLength))
        {
            var some = Enumerable.Range(0, texts).Select(text => Text(encoders[0].Encoder.Tokenizer, tokens, text)).ToList();
            Compare($"{texts} × {tokens} tokens", TextRounds, [.. encoders.Select(encoder => (encoder.Name, (Action)(() => encoder.Encoder.Encode(some))))]);
        }
    }

    private static void MeasureImages(ModelFolder folder, List<(string Name, ImageEncoder Encoder)> encoders)
    {
        var length = new ImagePreprocessor(folder.Config.Pixels).TensorLength;
        foreach (var count in s_imageCounts)
        {
            var pixels = Enumerable.Range(0, count * length).Select(i => MathF.Sin(i * 0.37f)).ToArray();
            Compare($"{count} images", ImageRounds, [.. encoders.Select(encoder => (encoder.Name, (Action)(() => encoder.Encoder.Encode(pixels, count))))]);
            // As an import does: a batch on each core.
            Compare(
                $"{count} images on each core", ImageRounds,
                [.. encoders.Where(encoder => encoder.Encoder.File.UsesOneThread)
                    .Select(encoder => (encoder.Name, (Action)(() => Parallel.For(0, Environment.ProcessorCount, _ => encoder.Encoder.Encode(pixels, count)))))]);
        }
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

    /// <summary>The original of an encoder, its form in fp32, and a form in 8 bits by each method, which is compared with fp32.</summary>
    private sealed class Methods<T> : IDisposable
        where T : IDisposable
    {
        private readonly List<Quantisation> _quantisations = [];

        public Methods(EncoderForms forms, EncoderSamples samples, Func<EncoderFile, T> load)
        {
            var fp32 = forms.Record(samples.Kind)!.Full;
            var folder = Path.GetDirectoryName(forms.Best(samples.Kind).Path)!;
            var full = new EncoderFile(Path.Combine(folder, fp32.Name), Precision.Full);
            Add("original", forms.Original(samples.Kind));
            Add("fp32", full);
            Add("fp32, one thread", full with { UsesOneThread = true });
            Embedding[] expected;
            using (var encoder = samples.Load(full))
                expected = encoder.EncodeAll();
            foreach (var method in QuantisationMethod.All)
            {
                _quantisations.Add(new Quantisation(samples, folder));
                var (_, file) = _quantisations[^1].Create(method);
                using (var encoder = samples.Load(file))
                    Console.WriteLine($"{samples.Kind}, 8 bits, {method.Name}: {FormAgreement.Of(expected, encoder.EncodeAll(), expected)}");
                Add($"8 bits, {method.Name}, one thread", file);
            }

            void Add(string name, EncoderFile file)
            {
                var before = Environment.WorkingSet;
                var clock = Stopwatch.StartNew();
                Encoders.Add((name, load(file)));
                Measure.Print($"{samples.Kind}, {name}: load; memory", $"{clock.ElapsedMilliseconds} ms; {(Environment.WorkingSet - before) >> 20} MiB");
            }
        }

        public List<(string Name, T Encoder)> Encoders { get; } = [];

        public void Dispose()
        {
            Encoders.ForEach(encoder => encoder.Encoder.Dispose());
            _quantisations.ForEach(quantisation => quantisation.Dispose());
        }
    }
}
