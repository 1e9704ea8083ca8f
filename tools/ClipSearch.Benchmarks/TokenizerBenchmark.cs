using System.Diagnostics;
using System.Globalization;
using ClipSearch.Core.Tokens.Clip;

namespace ClipSearch.Benchmarks;

/// <summary>Measures CLIP's tokenizer: loading, the first text, and texts of several lengths and scripts.</summary>
internal static class TokenizerBenchmark
{
    private const int ContextLength = 77;
    private const int Rounds = 1000;

    // One call takes little longer than reading the clock. Longer rounds would be interrupted by other processes.
    private const int CallsPerRound = 100;

    // By then the JIT has optimized the code, which also allocates less.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    private static readonly (string Name, string[] Texts)[] s_cases =
    [
        ("1 word", ["sunset"]),
        ("7 words", ["man jumping over a fence at sunset"]),
        ("100 different queries", [.. Enumerable.Range(0, CallsPerRound).Select(Queries.Of)]),
        ("the whole context", [string.Join(", ", Enumerable.Range(0, 24).Select(Queries.Of))]),
        ("rare words, digits, signs", ["IMG_20240817_123456 Neuschwanstein, f/2.8"]),
        ("accents in Latin-1", ["Große Küche, café à Zürich"]),
        ("accents beyond Latin-1", ["Đà Nẵng lúc hoàng hôn"]),
        ("Japanese", ["夕日に柵を飛び越える男"]),
    ];

    public static void Run(DirectoryInfo vocabulary)
    {
        Console.WriteLine($"{vocabulary.FullName}, {Measure.Machine}, load {Measure.Load}");
        var clock = Stopwatch.StartNew();
        var tokenizer = ClipTokenizer.Load(
            Path.Combine(vocabulary.FullName, "vocab.json"), Path.Combine(vocabulary.FullName, "merges.txt"), ContextLength);
        Measure.Print("load the vocabulary", $"{clock.Elapsed.TotalMilliseconds:F0} ms");
        var (first, bytes) = MeasureCalls(tokenizer, s_cases[0].Texts, 1);
        Measure.Print("the first text of the process, with compiling", $"{first / 1e6:F1} ms, {bytes:F0} B");

        clock.Restart();
        while (clock.Elapsed < s_warmUp)
            MeasureRound(tokenizer);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => MeasureRound(tokenizer)).ToList();
        Console.WriteLine($"p50 / p10 of {Rounds} rounds, allocation per text");
        for (var i = 0; i < s_cases.Length; i++)
        {
            var (name, texts) = s_cases[i];
            double[] sorted = [.. rounds.Select(round => round[i].Nanoseconds).Order()];
            var ids = texts.Average(text => tokenizer.Tokenize(text).Ids.Length).ToString("0.#", CultureInfo.InvariantCulture);
            Measure.Print(
                $"{name}: {texts.Average(text => text.Length):0} characters, {ids} ids",
                $"{Measure.Percentile(sorted, 0.5):F0} / {Measure.Percentile(sorted, 0.1):F0} ns, {rounds[^1][i].Bytes:F0} B");
        }
    }

    /// <summary>Measures all cases in turn, so that a busy machine slows all of them.</summary>
    private static (double Nanoseconds, double Bytes)[] MeasureRound(ClipTokenizer tokenizer) =>
        [.. s_cases.Select(item => MeasureCalls(tokenizer, item.Texts, CallsPerRound))];

    private static (double Nanoseconds, double Bytes) MeasureCalls(ClipTokenizer tokenizer, string[] texts, int calls)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            tokenizer.Tokenize(texts[i % texts.Length]);
        var nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return (nanoseconds / calls, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / calls);
    }
}
