using ClipSearch.Core.Native.OnnxRuntime;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Native.OnnxRuntime;

public sealed class OrtSessionTests
{
    internal static readonly string TextModel = Path.Combine(TestFiles.TinyModel, "onnx/text_model.onnx");

    [Fact]
    public void A_session_tells_names_types_and_shapes()
    {
        using var session = OrtSession.Load(TextModel, new OrtSessionOptions());

        Assert.Equal("input_ids: Int64 [-1, -1]", Assert.Single(session.Inputs).ToString());
        Assert.Equal("text_embeds: Float [-1, 64]", Assert.Single(session.Outputs).ToString());
    }

    [Fact]
    public void Every_way_to_build_a_session_gives_the_same_numbers()
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-ort");
        var optimized = Path.Combine(folder.FullName, "ümläut optimised.onnx");
        try
        {
            var expected = Encode(new OrtSessionOptions());
            Assert.Equal(expected, Encode(new OrtSessionOptions { Threads = 1 }), ApproximatelyEqual);
            Assert.Equal(expected, Encode(new OrtSessionOptions { Threads = 2, Spinning = true }), ApproximatelyEqual);
            Assert.Equal(expected, Encode(new OrtSessionOptions { MemoryArena = false }), ApproximatelyEqual);
            Assert.Equal(expected, Encode(new OrtSessionOptions { GraphOptimization = OrtGraphOptimization.None }), ApproximatelyEqual);
            Assert.Equal(
                expected,
                Encode(new OrtSessionOptions { OptimizedModelPath = optimized, GraphOptimization = OrtGraphOptimization.Basic }),
                ApproximatelyEqual);
            Assert.Equal(expected, Encode(new OrtSessionOptions(), optimized), ApproximatelyEqual);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static bool ApproximatelyEqual(float a, float b) => MathF.Abs(a - b) < 1e-4f;
    }

    [Fact]
    public void A_refused_run_has_the_file_and_the_engines_own_words()
    {
        using var session = OrtSession.Load(TextModel, new OrtSessionOptions());
        using var wrongType = OrtTensor.Over(new float[2].AsMemory(), 1, 2);
        using var wrongResult = OrtTensor.Over(new float[32].AsMemory(), 1, 32);
        using var ids = OrtTensor.Over(new long[] { 1312, 1313 }.AsMemory(), 1, 2);

        var type = Assert.Throws<OrtException>(() => session.Run([wrongType], 0, wrongResult));
        Assert.Contains(TextModel, type.Message, StringComparison.Ordinal);
        Assert.Contains("tensor(int64)", type.Message, StringComparison.Ordinal);
        Assert.Throws<OrtException>(() => session.Run([ids], 0, wrongResult));
        Assert.Throws<ArgumentException>(() => session.Run([ids, ids], 0, wrongResult));
    }

    [Fact]
    public void A_missing_and_a_broken_file_are_told_apart()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => OrtSession.Load("/nowhere/text_model.onnx", new OrtSessionOptions()));
        Assert.Contains("/nowhere/text_model.onnx", missing.Message, StringComparison.Ordinal);

        var broken = Path.GetTempFileName();
        File.WriteAllBytes(broken, File.ReadAllBytes(TextModel)[..5000]);
        try
        {
            var error = Assert.Throws<OrtException>(() => OrtSession.Load(broken, new OrtSessionOptions()));
            Assert.Contains(broken, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
            Assert.DoesNotContain("onnxruntime_src", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [Fact]
    public void A_tensor_must_have_as_many_elements_as_its_shape_says()
    {
        var error = Assert.Throws<ArgumentException>(() => OrtTensor.Over(new float[5].AsMemory(), 2, 3));
        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => OrtTensor.Over(new double[6].AsMemory(), 2, 3));
    }

    private static float[] Encode(OrtSessionOptions options, string? path = null)
    {
        using var session = OrtSession.Load(path ?? TextModel, options);
        return Encode(session);
    }

    internal static float[] Encode(OrtSession session)
    {
        var output = new float[2 * 64];
        using var ids = OrtTensor.Over(new long[] { 1312, 500, 1313, 1312, 700, 1313 }.AsMemory(), 2, 3);
        using var result = OrtTensor.Over(output.AsMemory(), 2, 64);
        session.Run([ids], 0, result);
        return output;
    }
}
