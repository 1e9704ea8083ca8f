using System.Diagnostics;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>Measures how fast forms are on this machine. Medians of runs in turns, since other work may take the processor meanwhile.</summary>
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

    /// <summary>How many times the sample is embedded in one run, to tell what a run takes apart from its tokens.</summary>
    private const int Times = 3;

    /// <summary>The maximum of <see cref="FormFile.RunOverhead"/>.</summary>
    private const double MaxOverhead = 64;

    /// <summary>Adds how fast a form is to its description.</summary>
    /// <param name="form">The form in 8 bits.</param>
    /// <param name="file">Its file, on one thread.</param>
    /// <param name="full">The encoder in fp32.</param>
    /// <param name="quantised">The encoder in 8 bits, on one thread.</param>
    /// <param name="samples">What they embed.</param>
    public static FormFile Measure(FormFile form, EncoderFile file, ISampledEncoder full, ISampledEncoder quantised, EncoderSamples samples)
    {
        if (samples.RunsOnOneThread)
        {
            var medians = Medians(ImageRuns, [() => full.Encode(1), () => quantised.Encode(1)]);
            return form with { Speedup = medians[0] / medians[1], UsesOneThread = true };
        }

        using var all = samples.Load(file with { UsesOneThread = false });
        var times = Medians(TextRuns, [() => full.Encode(1), () => quantised.Encode(1), () => all.Encode(1)]);
        var usesOneThread = times[1] < times[2] * MinGainOfThreads;
        return form with { Speedup = times[0] / times[usesOneThread ? 1 : 2], UsesOneThread = usesOneThread, RunOverhead = Overhead(usesOneThread ? quantised : all) };
    }

    /// <summary>Returns <see cref="FormFile.RunOverhead"/> of a text encoder.</summary>
    public static double Overhead(ISampledEncoder encoder)
    {
        var times = Medians(TextRuns, [() => encoder.Encode(1), () => encoder.Encode(Times)]);
        var sample = (times[1] - times[0]) / (Times - 1);
        return sample <= 0 ? MaxOverhead : Math.Clamp((times[0] - sample) / sample * TextSamples.SampleTokens, 0, MaxOverhead);
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
