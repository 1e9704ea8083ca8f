using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Embeddings.Graphs;

public sealed class SmoothingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("exported/eager")]
    [InlineData("exported/sdpa")]
    public void Smoothing_changes_matrices_and_no_embedding(string? graphs)
    {
        using var model = new RewrittenModel(graphs);
        if (graphs is null)
            model.AddOutliers();
        model.Rewrite(EncoderKind.Image);
        var fp32 = model.File(EncoderKind.Image, Precision.Full).Path;
        using var work = new FormWorkFolder(model.Forms.CreateFolder());
        var graph = OnnxGraph.Read(fp32);
        var before = graph.Nodes.Count(node => node.OpType == "Mul");

        Smoothing.Apply(graph, Calibration.Run(model.Samples(EncoderKind.Image), fp32, work.PathOf("calibration.onnx")));
        graph.Write(work.PathOf("smoothed.onnx"));

        // Half of the inputs follow a normalisation, which takes the factors. In the last layer, other operations read it, too.
        var inserted = graph.Nodes.Count(node => node.OpType == "Mul") - before;
        Assert.InRange(inserted, 1, (Smoothing.InputsOf(graph).Count / 2) + 2);
        Assert.All(Embed(fp32).Zip(Embed(work.PathOf("smoothed.onnx"))), pair => Assert.InRange(pair.First.CosineSimilarity(pair.Second), 0.999999f, 1.000001f));

        Embedding[] Embed(string path)
        {
            using var encoder = ImageEncoder.Load(model.Folder, new EncoderFile(path, Precision.Full));
            var size = model.Folder.Config.Pixels.CropSize;
            return encoder.Encode(Enumerable.Range(1, 3).SelectMany(seed => GoldenModel.PixelsOf(seed, 3 * size * size)).ToArray(), 3);
        }
    }

    [Fact]
    public void Smoothing_reduces_the_range_between_channels()
    {
        using var model = new RewrittenModel();
        model.AddOutliers();
        model.Rewrite(EncoderKind.Image);
        var fp32 = model.File(EncoderKind.Image, Precision.Full).Path;
        using var work = new FormWorkFolder(model.Forms.CreateFolder());
        var graph = OnnxGraph.Read(fp32);
        var before = Calibration.Run(model.Samples(EncoderKind.Image), fp32, work.PathOf("before.onnx"));

        Smoothing.Apply(graph, before);
        graph.Write(work.PathOf("smoothed.onnx"));

        var after = Calibration.Run(model.Samples(EncoderKind.Image), work.PathOf("smoothed.onnx"), work.PathOf("after.onnx"));
        Assert.True(after.Values.Average(Range) < before.Values.Average(Range) / 2);

        // The maximum of all channels, over that of a channel in the middle.
        static double Range(float[] maxima) => maxima.Max() / maxima.Order().ElementAt(maxima.Length / 2);
    }
}
