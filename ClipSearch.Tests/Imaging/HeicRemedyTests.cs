using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Imaging;

/// <summary>The message for an HEIC that the bundled libvips does not read.</summary>
public sealed class HeicRemedyTests
{
    [Fact]
    public async Task The_message_names_the_remedy()
    {
        // The bundled libvips reads no HEIC, whatever it contains.
        var avif = SampleImages.Avif(TestImages.Noise(64, 64, TestImages.Png));
        var heic = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(avif).Replace("ftypavif", "ftypheic", StringComparison.Ordinal)
            .Replace("av01", "hvc1", StringComparison.Ordinal).Replace("av1C", "hvcC", StringComparison.Ordinal));
        using var file = ImageFile.Receive(new MemoryStream(heic), heic.Length, "IMG_0001.HEIC");

        var error = await Assert.ThrowsAsync<ImageException>(() =>
            TestDecoders.Shared.DecodeAsync(file, new DecodeRequest { WithAppearance = true }, TestContext.Current.CancellationToken));

        TestContext.Current.TestOutputHelper!.WriteLine(error.Message);
        Assert.EndsWith(" To read HEIC, run scripts/setup --heic, or set LIBVIPS_PATH to a libvips that reads it.", error.Message, StringComparison.Ordinal);
    }
}
