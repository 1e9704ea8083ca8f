using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;
using ClipSearch.Tests.Fixtures;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Tests.Embeddings;

public sealed class EncoderSessionTests
{
    private static readonly ModelFamily Clip = ClipFamily.Description;

    internal static readonly string TextModel = Path.Combine(TestFiles.TinyModel, "onnx/text_model.onnx");

    [Fact]
    public void A_missing_and_a_broken_file_are_reported_with_path_reason_and_remedy()
    {
        var missing = Assert.Throws<ModelException>(() => Load("/nowhere/text_model.onnx"));
        Assert.StartsWith("Loading /nowhere/text_model.onnx failed: ", missing.Message, StringComparison.Ordinal);

        var broken = Path.GetTempFileName();
        File.WriteAllBytes(broken, File.ReadAllBytes(TextModel)[..5000]);
        try
        {
            var error = Assert.Throws<ModelException>(() => Load(broken));
            Assert.Contains(broken, error.Message, StringComparison.Ordinal);
            Assert.Contains("model pull", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
            Assert.DoesNotContain("onnxruntime_src", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [Fact]
    public void A_graph_with_other_names_or_sizes_is_refused_with_what_it_declares()
    {
        var names = Assert.Throws<ModelException>(() => EncoderSession.Load(new EncoderFile(TextModel, Precision.Full), Clip, Clip.Image, 64));
        Assert.Contains("input_ids: Int64 [-1, -1]", names.Message, StringComparison.Ordinal);
        Assert.Contains("text_embeds: Float [-1, 64]", names.Message, StringComparison.Ordinal);
        Assert.Contains("pixel_values → image_embeds", names.Message, StringComparison.Ordinal);

        var size = Assert.Throws<ModelException>(() => EncoderSession.Load(new EncoderFile(TextModel, Precision.Full), Clip, Clip.Text, 512));
        Assert.Contains("projection_dim 512", size.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_run_is_reported_with_the_file_and_the_reason()
    {
        using var session = Load(TextModel);
        using var wrongType = OrtValue.CreateTensorValueFromMemory(new float[2], [1, 2]);

        var error = Assert.Throws<ModelException>(() => session.Run([wrongType], 1));
        Assert.StartsWith($"Running {TextModel} failed: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("tensor(int64)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_optimisation_levels_give_the_same_output()
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-ort");
        var optimised = Path.Combine(folder.FullName, "ümläut optimised.onnx");
        try
        {
            using (var options = OrtRuntime.CreateSessionOptions())
            {
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC;
                options.OptimizedModelFilePath = optimised;
                new InferenceSession(TextModel, options).Dispose();
            }

            using var original = Load(TextModel);
            using var saved = Load(optimised);
            Assert.Equal(Run(original), Run(saved), (a, b) => MathF.Abs(a - b) < 1e-4f);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static EncoderSession Load(string path) => EncoderSession.Load(new EncoderFile(path, Precision.Full), Clip, Clip.Text, 64);

    internal static float[] Run(EncoderSession session)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory([1312L, 500, 1313, 1312, 700, 1313], [2, 3]);
        return session.Run([ids], 2);
    }
}
