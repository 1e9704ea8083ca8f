using System.Diagnostics;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>Measures how fast a form in 8 bits is on this machine. Medians of runs in turns, since other work may take the processor meanwhile.</summary>
internal static class FormSpeed
{
    /// <summary>The measured runs of each encoder with a text, which take some milliseconds.</summary>
    private const int TextRuns = 15;

    /// <summary>The measured runs of each encoder with a batch of images, which take some tenths of a second.</summary>
    private const int ImageRuns = 3;

    /// <summary>
    /// All threads are used for a text only if one takes more than this times as long. On one thread, each core embeds a text of its own, and
    /// nothing waits for a core that an import uses.
    /// </summary>
    private const double MinGainOfThreads = 1.5;

    private const string Text = "a man jumping over a fence";

    /// <summary>Compares text encoders with one short text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fp32">The path of the form in fp32, which runs on all threads.</param>
    /// <param name="int8">The path of the form in 8 bits.</param>
    /// <returns>How many times as fast 8 bits are, and whether they are best run on one thread.</returns>
    public static (double Speedup, bool UsesOneThread) OfTexts(ModelFolder model, string fp32, string int8)
    {
        using var full = TextEncoder.Load(model, new EncoderFile(fp32, Precision.Full));
        using var one = TextEncoder.Load(model, new EncoderFile(int8, Precision.EightBits) { UsesOneThread = true });
        using var all = TextEncoder.Load(model, new EncoderFile(int8, Precision.EightBits));
        var medians = Medians(TextRuns, [() => full.Encode(Text), () => one.Encode(Text), () => all.Encode(Text)]);
        var usesOneThread = medians[1] < medians[2] * MinGainOfThreads;
        return (medians[0] / (usesOneThread ? medians[1] : medians[2]), usesOneThread);
    }

    /// <summary>Compares image encoders with one batch, as in an import.</summary>
    /// <param name="fp32">The encoder in fp32, on one thread.</param>
    /// <param name="int8">The encoder in 8 bits, on one thread.</param>
    /// <param name="batch">The images.</param>
    /// <returns>How many times as fast 8 bits are.</returns>
    public static double OfImages(ImageEncoder fp32, ImageEncoder int8, PixelBatch batch)
    {
        var medians = Medians(ImageRuns, [() => fp32.Encode(batch.Pixels, batch.Count), () => int8.Encode(batch.Pixels, batch.Count)]);
        return medians[0] / medians[1];
    }

    private static List<double> Medians(int runs, IReadOnlyList<Action> encoders)
    {
        // The first runs allocate memory.
        foreach (var encode in encoders)
            encode();
        var times = encoders.Select(_ => new List<double>(runs)).ToList();
        for (var run = 0; run < runs; run++)
        {
            foreach (var (encode, measured) in encoders.Zip(times))
            {
                var start = Stopwatch.GetTimestamp();
                encode();
                measured.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return [.. times.Select(measured => measured.Order().ElementAt(runs / 2))];
    }
}
