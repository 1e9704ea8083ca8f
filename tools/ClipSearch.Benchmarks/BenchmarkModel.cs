using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Benchmarks;

/// <summary>Creates a model folder of realistic file size from a model whose graph computes its weights during loading.</summary>
internal static class BenchmarkModel
{
    private const string Name = "benchmark/model";

    /// <summary>Saves the model with its weights below <paramref name="work"/>, unless an up-to-date copy exists.</summary>
    public static ModelFolder Prepare(DirectoryInfo model, DirectoryInfo? vocabulary, DirectoryInfo work)
    {
        var folder = Path.Combine(work.FullName, "models", Name);
        Directory.CreateDirectory(Path.Combine(folder, "onnx"));
        foreach (var (from, name) in new[]
                 {
                     (model, "config.json"), (model, "preprocessor_config.json"), (vocabulary ?? model, "vocab.json"), (vocabulary ?? model, "merges.txt"),
                 })
        {
            File.Copy(Path.Combine(from.FullName, name), Path.Combine(folder, name), overwrite: true);
        }

        foreach (var name in new[] { "onnx/text_model.onnx", "onnx/vision_model.onnx" })
        {
            var source = new FileInfo(Path.Combine(model.FullName, name));
            var target = new FileInfo(Path.Combine(folder, name));
            if (target.Exists && target.LastWriteTimeUtc > source.LastWriteTimeUtc)
                continue;
            Console.Error.WriteLine($"Saving {target.FullName} with its weights");
            // Constant folding only, so that the file equals a download for any machine, without optimisations for this processor.
            using var options = OrtRuntime.CreateSessionOptions();
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC;
            options.OptimizedModelFilePath = target.FullName;
            new InferenceSession(source.FullName, options).Dispose();
        }

        return ModelFolder.Open(folder, Name);
    }
}
