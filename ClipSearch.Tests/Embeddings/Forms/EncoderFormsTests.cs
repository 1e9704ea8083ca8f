using ClipSearch.Core.Embeddings.Forms;
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
        Assert.Equal(new EncoderFile(model.Folder.TextModelPath, Precision.Full), model.Forms.Best(EncoderKind.Text));

        model.Rewrite(EncoderKind.Text);

        Assert.False(model.Forms.NeedsForms(EncoderKind.Text));
        Assert.True(model.Forms.NeedsForms(EncoderKind.Image));
        Assert.Equal(model.File(EncoderKind.Text, Precision.Full), model.Forms.Best(EncoderKind.Text));
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

        model.Forms.Put(EncoderKind.Text, new FormAgreement(200, 500, mean, minimum, top10));

        Assert.Equal(model.File(EncoderKind.Text, expected), model.Forms.Best(EncoderKind.Text));
    }

    [Fact]
    public void Forms_of_other_weights_are_not_used()
    {
        using var model = new RewrittenModel();
        model.Rewrite(EncoderKind.Text);
        model.Forms.Put(EncoderKind.Text, Good);

        model.AddOutliers();

        Assert.True(model.Forms.NeedsForms(EncoderKind.Text));
        Assert.Equal(model.Folder.TextModelPath, model.Forms.Best(EncoderKind.Text).Path);
    }

    [Fact]
    public void An_incomplete_form_is_not_used()
    {
        using var model = new RewrittenModel();
        model.Rewrite(EncoderKind.Text);
        File.Delete(model.File(EncoderKind.Text, Precision.Full).Path + ".data");

        Assert.Equal(model.Folder.TextModelPath, model.Forms.Best(EncoderKind.Text).Path);
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
