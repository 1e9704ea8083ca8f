using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Embeddings.Forms;

public sealed class EncoderFormsTests
{
    private static readonly FormAgreement Good = new(200, 500, 0.9995, 0.997, 0.99);

    [Fact]
    public void The_original_is_used_until_there_are_forms()
    {
        using var model = new RewrittenModel();

        Assert.True(model.Forms.NeedsForms(EncoderKind.Text));
        Assert.Equal(new EncoderFile(model.Folder.GraphPath(EncoderKind.Text), Precision.Full), model.Forms.Best(EncoderKind.Text));

        model.Rewrite(EncoderKind.Text);

        Assert.False(model.Forms.NeedsForms(EncoderKind.Text));
        Assert.True(model.Forms.NeedsForms(EncoderKind.Image));
        var best = model.Forms.Best(EncoderKind.Text);
        Assert.Equal(model.File(EncoderKind.Text, Precision.Full), best);
        Assert.Equal(new FileInfo(best.Path).Length + new FileInfo(best.Path + ".data").Length, best.Bytes);
        Assert.Equal(model.Forms.Record(EncoderKind.Text)!.Full.Bytes, best.Bytes);
    }

    [Fact]
    public void A_small_graph_is_not_rewritten()
    {
        using var model = new RewrittenModel();

        Assert.False(new EncoderForms(model.Folder, model.Options).NeedsForms(EncoderKind.Text));
    }

    [Theory]
    [InlineData(PrecisionSetting.Auto, 0.9995, 0.997, 0.99, Precision.EightBits)]
    [InlineData(PrecisionSetting.EightBits, 0.9995, 0.997, 0.99, Precision.EightBits)]
    [InlineData(PrecisionSetting.Full, 0.9995, 0.997, 0.99, Precision.Full)]
    [InlineData(PrecisionSetting.Auto, 0.9989, 0.997, 0.99, Precision.Full)]
    [InlineData(PrecisionSetting.Auto, 0.9995, 0.9949, 0.99, Precision.Full)]
    [InlineData(PrecisionSetting.EightBits, 0.9995, 0.997, 0.979, Precision.Full)]
    public void Texts_use_8_bits_if_the_setting_allows_them_and_they_agree_with_fp32(PrecisionSetting setting, double mean, double minimum, double top10, Precision expected)
    {
        using var model = new RewrittenModel(precision: setting);
        model.Rewrite(EncoderKind.Text);

        model.Quantise(EncoderKind.Text, agreement: new FormAgreement(200, 500, mean, minimum, top10));

        Assert.Equal(model.File(EncoderKind.Text, expected), model.Forms.Best(EncoderKind.Text));
    }

    [Theory]
    [InlineData(PrecisionSetting.Auto, Precision.Full)]
    [InlineData(PrecisionSetting.EightBits, Precision.EightBits)]
    public void Images_use_8_bits_if_the_setting_allows_them(PrecisionSetting setting, Precision expected)
    {
        using var model = new RewrittenModel(precision: setting);
        model.Rewrite(EncoderKind.Image);

        model.Quantise(EncoderKind.Image);

        Assert.Equal(expected, model.Forms.Best(EncoderKind.Image).Precision);
    }

    [Fact]
    public void Forms_are_described_by_what_was_measured()
    {
        using var model = new RewrittenModel();
        var record = model.Rewrite(EncoderKind.Text);
        Assert.Equal("fp32; attention fused", model.Forms.Describe(EncoderKind.Text));

        model.Quantise(EncoderKind.Text, agreement: Good);
        Assert.StartsWith("8 bits, 2.0 times as fast as fp32; cosine 0.99950 (mean)", model.Forms.Describe(EncoderKind.Text), StringComparison.Ordinal);

        (record with { Agreement = Good }).Write(model.Forms.CreateFolder(), EncoderKind.Text);
        Assert.Equal("fp32, because 8 bits are not faster on this machine", model.Forms.Describe(EncoderKind.Text));
    }

    [Fact]
    public void Images_in_8_bits_that_differed_are_not_tried_again()
    {
        using var model = new RewrittenModel(precision: PrecisionSetting.EightBits);
        Assert.Null(model.Forms.Lacks8Bits(EncoderKind.Image));
        model.Rewrite(EncoderKind.Image);
        Assert.Equal(Path.Combine(model.Folder.Path, "forms"), model.Forms.Lacks8Bits(EncoderKind.Image));
        Assert.Contains("8 bits follow once the library has 50 photos", model.Forms.Describe(EncoderKind.Image), StringComparison.Ordinal);

        model.Quantise(EncoderKind.Image, agreement: Good with { MeanCosine = 0.99 });

        Assert.Null(model.Forms.Lacks8Bits(EncoderKind.Image));
        Assert.StartsWith("fp32, because 8 bits differ too much: cosine 0.99000 (mean)", model.Forms.Describe(EncoderKind.Image), StringComparison.Ordinal);
    }

    [Fact]
    public void Forms_of_other_weights_are_not_used()
    {
        using var model = new RewrittenModel();
        model.Rewrite(EncoderKind.Text);
        model.Quantise(EncoderKind.Text);

        model.AddOutliers();

        Assert.True(model.Forms.NeedsForms(EncoderKind.Text));
        Assert.Equal(model.Folder.GraphPath(EncoderKind.Text), model.Forms.Best(EncoderKind.Text).Path);
    }

    [Fact]
    public void An_incomplete_form_is_not_used()
    {
        using var model = new RewrittenModel();
        model.Rewrite(EncoderKind.Text);
        File.Delete(model.File(EncoderKind.Text, Precision.Full).Path + ".data");

        Assert.Equal(model.Folder.GraphPath(EncoderKind.Text), model.Forms.Best(EncoderKind.Text).Path);
    }

    [Fact]
    public void Forms_of_a_read_only_model_are_stored_in_the_data_folder()
    {
        using var model = new RewrittenModel();
        // A file in place of the folder: root may write into any folder.
        File.WriteAllText(Path.Combine(model.Folder.Path, "forms"), "");

        model.Rewrite(EncoderKind.Text);

        Assert.StartsWith(model.Options.DataDir, model.Forms.Best(EncoderKind.Text).Path, StringComparison.Ordinal);
    }
}
