using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Embeddings.Forms;

public sealed class ImageQuantisationTests : IDisposable
{
    private readonly RewrittenModel _model = new(precision: PrecisionSetting.EightBits);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_form_is_kept_only_if_it_agrees_and_is_faster()
    {
        _model.Rewrite(EncoderKind.Image);

        var record = ImageQuantisation.Run(_model.Folder, _model.Forms.CreateFolder(), Crops(60));

        Assert.Equal(record, _model.Forms.Record(EncoderKind.Image));
        Assert.Equal((60, 60), (record.Agreement!.Count, record.Agreement.Others));
        Assert.InRange(record.Agreement.MeanCosine, 0.99, 1.00001);
        Assert.Equal(record.EightBits is not null, record.Agreement.Passes && record.EightBits is { IsFaster: true });
        Assert.Equal(record.EightBits is null ? Precision.Full : Precision.EightBits, _model.Forms.Best(EncoderKind.Image).Precision);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_model.Forms.CreateFolder()), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public void Too_few_photos_are_an_error()
    {
        _model.Rewrite(EncoderKind.Image);

        var error = Assert.Throws<ModelException>(() => ImageQuantisation.Run(_model.Folder, _model.Forms.CreateFolder(), Crops(49)));

        Assert.Equal("only 49 photos of the library could be read; 50 are needed.", error.Message);
        Assert.NotNull(_model.Forms.Lacks8Bits(EncoderKind.Image));
    }

    private List<byte[]> Crops(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var crop = new byte[new ImagePreprocessor(_model.Folder.Config.Pixels).TensorLength];
            random.NextBytes(crop);
            return crop;
        })];
    }
}
