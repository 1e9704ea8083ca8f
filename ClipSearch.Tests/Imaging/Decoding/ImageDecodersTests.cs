using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Native;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Imaging.Decoding;

/// <summary>Real decoder processes, and scripts that fail in their place.</summary>
public sealed class ImageDecodersTests
{
    private const long GiB = 1 << 30;

    private static readonly DecodeRequest Everything = new() { Crop = new(64, 48), WithAppearance = true, ThumbnailEdge = 40 };

    /// <summary>A black image whose decoding takes a second or more. A JPEG would be decoded at a reduced scale.</summary>
    private static readonly Lazy<byte[]> Slow = new(() => SampleImages.Black(16_000, 14_000, "pngsave_buffer"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. Directory.EnumerateFiles(TestFiles.Golden("formats")).Select(path => Path.GetFileName(path)), "../orientation/orientation-6.jpg"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_decoder_process_returns_the_same_as_decoding_in_this_process(string format)
    {
        var content = await File.ReadAllBytesAsync(TestFiles.Golden($"formats/{format}"), Token);
        using var file = Received(content);

        var parts = await TestDecoders.Shared.DecodeAsync(file, Everything, Token);

        using var image = ImageDecoder.Decode(content, "photo", 64, cancellationToken: Token);
        var crop = new byte[48 * 48 * 3];
        new ImageCropper(new(64, 48)).Crop(image, crop);
        Assert.Equal(image.Header, parts.Header);
        Assert.Equal(crop, parts.Crop);
        Assert.Equal(Thumbnailer.CreatePlaceholder(image, "photo"), parts.Placeholder);
        Assert.Equal(ImageSignature.Of(image).Values?.ToArray(), parts.Signature!.Values?.ToArray());
        Assert.Equal(Thumbnailer.Create(image, "photo", 40), parts.Thumbnail);
        Assert.Equal(Thumbnailer.Create(content, "photo", 40, cancellationToken: Token), await TestDecoders.Shared.CreateThumbnailAsync(file, 40, Token));
        Assert.Equal(ImageDecoder.ReadHeader(content, "photo"), await TestDecoders.Shared.ReadHeaderAsync(file, Token));
    }

    [Fact]
    public async Task A_decoder_process_applies_the_mode_and_the_filter_of_the_crop()
    {
        var content = await File.ReadAllBytesAsync(TestFiles.Golden("orientation/orientation-6.jpg"), Token);
        using var file = Received(content);
        using var image = ImageDecoder.Decode(content, "photo", 16, cancellationToken: Token);
        var crops = new List<byte[]>();
        foreach (var mode in Enum.GetValues<ResizeMode>())
        {
            foreach (var interpolation in Enum.GetValues<Interpolation>())
            {
                var settings = new CropSettings(16, 16, mode, interpolation);
                var expected = new byte[16 * 16 * 3];
                new ImageCropper(settings).Crop(image, expected);

                var parts = await TestDecoders.Shared.DecodeAsync(file, new() { Crop = settings }, Token);

                Assert.Equal(expected, parts.Crop);
                crops.Add(expected);
            }
        }

        Assert.Equal(4, crops.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task An_image_of_one_colour_has_no_signature()
    {
        using var file = Received(SampleImages.Black(64, 64, "pngsave_buffer"));

        Assert.Null((await TestDecoders.Shared.DecodeAsync(file, Everything, Token)).Signature!.Values);
    }

    [Fact]
    public async Task EXIF_is_returned_by_the_decoder_process()
    {
        var camera = new TestExif().Camera("Canon", "EOS 5D").Lens("50mm").TakenAt("2014:07:08 09:10:11", "+02:00")
            .Position("S", [(33, 1), (51, 1), (21, 1)], "W", [(70, 1), (30, 1), (0, 1)]);
        var content = TestImages.With(camera, TestImages.Draw(1));
        using var file = Received(content);

        var exif = (await TestDecoders.Shared.ReadHeaderAsync(file, Token)).Exif;

        Assert.Equal(ImageDecoder.ReadHeader(content, "photo").Exif, exif);
        Assert.Equal((new DateTime(2014, 7, 8, 9, 10, 11), TimeSpan.FromHours(2)), (exif.TakenAt, exif.UtcOffset));
        Assert.Equal(("Canon EOS 5D", "50mm"), (exif.Camera, exif.Lens));
        Assert.Equal(-33.855833333, exif.Latitude!.Value, 9);
        Assert.Equal(-70.5, exif.Longitude!.Value, 9);
    }

    [Theory]
    [InlineData("formats/drawing.png", 100)]
    [InlineData("formats/progressive.jpg", 40)]
    [InlineData("formats/lossless.webp", 5)]
    public async Task A_damaged_image_fails_with_the_same_message(string golden, int length)
    {
        var content = (await File.ReadAllBytesAsync(TestFiles.Golden(golden), Token))[..length];
        using var file = Received(content);

        var failure = await Assert.ThrowsAsync<ImageException>(() => TestDecoders.Shared.DecodeAsync(file, Everything, Token));

        Assert.Equal(Assert.Throws<ImageException>(() => ImageDecoder.Decode(content, "photo", 64, cancellationToken: Token)).Message, failure.Message);
        Assert.False(failure.IsTemporary);
    }

    [Fact]
    public async Task An_image_whose_decoder_is_killed_is_decoded_by_another()
    {
        using var decoders = Decoders(TestDecoders.Command);
        var decoding = DecodeAsync(decoders, Slow.Value, Token);
        var first = await WorkingAsync(decoders);

        Kill(first);

        Assert.Equal((16_000, 14_000), ((await decoding).Header.Width, (await decoding).Header.Height));
        Assert.NotEqual(first, Assert.Single(decoders.Processes));
    }

    [Theory]
    [InlineData("kill -SEGV $$", "signal 11")]
    [InlineData("kill -KILL $$", "signal 9")]
    [InlineData("echo 'failed to allocate 9 bytes' >&2; exit 3", "exit code 3: failed to allocate 9 bytes")]
    [InlineData("head -c 20 >/dev/null; kill -ABRT $$", "signal 6")]
    public async Task An_image_that_crashes_its_decoder_twice_is_a_permanent_failure(string script, string reason)
    {
        using var decoders = Decoders(Shell(script));

        var failure = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(decoders, new byte[1 << 20], Token));

        Assert.StartsWith("photo cannot be read as an image: the decoder process crashed (", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTemporary);
        Assert.Empty(decoders.Processes);
    }

    [Theory]
    [InlineData(@"\005\001\000\000\000x")]
    [InlineData(@"\005\377\377\377\177")]
    [InlineData(@"\052\000\000\000\000")]
    public async Task An_invalid_response_is_a_protocol_error(string response)
    {
        using var decoders = Decoders(Shell($"printf '{response}'; cat >/dev/null"));

        var failure = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(decoders, [1], Token));

        Assert.Contains("protocol error", failure.Message, StringComparison.Ordinal);
        Assert.Empty(decoders.Processes);
    }

    [Fact]
    public async Task A_decoder_that_does_not_respond_is_killed_at_the_timeout()
    {
        using var decoders = Decoders(Shell("cat >/dev/null"), new ImageLimits { Timeout = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(decoders, [1], Token));

        Assert.Contains("took longer to decode than the limit of 0.1 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(decoders.Processes);
    }

    [Fact]
    public async Task The_process_of_a_cancelled_decode_is_reused()
    {
        using var decoders = Decoders(TestDecoders.Command);
        using var cancel = new CancellationTokenSource();
        var decoding = DecodeAsync(decoders, Slow.Value, cancel.Token);
        var process = await WorkingAsync(decoders);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding);
        await DecodeAsync(decoders, File.ReadAllBytes(SampleImages.Turned), Token);
        Assert.Equal(process, Assert.Single(decoders.Processes));
    }

    [Fact]
    public async Task A_cancelled_decode_that_does_not_stop_is_killed()
    {
        using var decoders = Decoders(Shell("cat >/dev/null"));
        using var cancel = new CancellationTokenSource();
        var decoding = DecodeAsync(decoders, [1], cancel.Token);
        await TestSite.UntilAsync(() => decoders.Processes.Count > 0);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding);
        Assert.Empty(decoders.Processes);
    }

    [Fact]
    public async Task A_decoder_that_cannot_be_started_is_a_temporary_failure()
    {
        using var decoders = Decoders(new ProgramCommand("/nowhere/decoder", []));

        var failure = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(decoders, [1], Token));

        Assert.Contains("The decoder process /nowhere/decoder cannot be started: ", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTemporary);
    }

    [Fact]
    public async Task Memory_beyond_the_maximum_is_refused_and_the_next_image_is_decoded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux enforces the limit.");
        using var decoders = Decoders(TestDecoders.Command, maxMemory: GiB / 2);

        // Its pixels take 641 MiB.
        var failure = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(decoders, Slow.Value, Token));

        Assert.Matches("memory|the decoder process crashed", failure.Message);
        Assert.Equal("jpeg", (await DecodeAsync(decoders, File.ReadAllBytes(SampleImages.Turned), Token)).Header.Format);
    }

    [Fact]
    public async Task A_decoder_process_has_no_secrets_no_core_dumps_and_is_killed_first_when_memory_is_low()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        const string Variable = "CLIPSEARCH_TEST_OF_DECODERS";
        Environment.SetEnvironmentVariable(Variable, "secret");
        using var decoders = Decoders(TestDecoders.Command);
        await DecodeAsync(decoders, File.ReadAllBytes(SampleImages.Turned), Token);
        var process = Assert.Single(decoders.Processes);

        // The environment file also has the variables that .NET sets for child processes.
        Assert.DoesNotContain(Variable, await File.ReadAllTextAsync($"/proc/{process}/environ", Token), StringComparison.Ordinal);
        Assert.Equal("1000", (await File.ReadAllTextAsync($"/proc/{process}/oom_score_adj", Token)).Trim());
        Assert.Matches(@"Max core file size +0 +0 ", await File.ReadAllTextAsync($"/proc/{process}/limits", Token));
        Assert.Matches($@"Max data size +{4 * GiB} +{4 * GiB} ", await File.ReadAllTextAsync($"/proc/{process}/limits", Token));
    }

    [Fact]
    public async Task A_decoder_process_ignores_termination_signals_and_ends_with_its_input()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sends signals.");
        var start = TestDecoders.Command.StartInfo(DecoderWorker.Verb, "4000000000");
        using var process = Process.Start(start)!;
        DecoderProtocol.WriteRequest(process.StandardInput.BaseStream, new DecodeRequest(), "photo", File.ReadAllBytes(SampleImages.Turned));
        Assert.Equal(FrameKind.Done, DecoderProtocol.Read(process.StandardOutput.BaseStream).Kind);

        foreach (var signal in new[] { "INT", "TERM", "HUP", "QUIT" })
            await Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExitAsync(Token);
        DecoderProtocol.WriteRequest(process.StandardInput.BaseStream, new DecodeRequest(), "photo", File.ReadAllBytes(SampleImages.Turned));
        Assert.Equal(FrameKind.Done, DecoderProtocol.Read(process.StandardOutput.BaseStream).Kind);

        process.StandardInput.Close();
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void A_decoder_process_can_be_disposed_before_it_has_started()
    {
        // An exception on the thread that reads its errors would end this program.
        for (var i = 0; i < 20; i++)
            DecoderProcess.Start(TestDecoders.Command, 1L << 30).Dispose();
    }

    [Fact]
    public async Task Idle_processes_end()
    {
        using var decoders = new ImageDecoders(TestDecoders.Command, NullLogger<ImageDecoders>.Instance, ImageLimits.Default, 4 * GiB, TimeSpan.FromMilliseconds(50));
        await DecodeAsync(decoders, File.ReadAllBytes(SampleImages.Turned), Token);

        await TestSite.UntilAsync(() => decoders.Processes.Count == 0);

        await DecodeAsync(decoders, File.ReadAllBytes(SampleImages.Turned), Token);
    }

    [Fact]
    public async Task Concurrent_images_have_a_process_each_and_large_ones_are_decoded_one_at_a_time()
    {
        using var decoders = Decoders(TestDecoders.Command);
        var running = Enumerable.Range(0, 3).Select(_ => DecodeAsync(decoders, Slow.Value, Token)).ToList();
        await TestSite.UntilAsync(() => decoders.Processes.Count == 3);
        await Task.WhenAll(running);

        // Decoding takes 641 MiB, so the process waits for the memory budget once.
        using var file = Received(Slow.Value);
        using var process = DecoderProcess.Start(TestDecoders.Command, 4 * GiB);
        var entered = 0;
        process.Decode(file, Everything, ImageLimits.Default, _ => { entered++; return new MemoryStream(); }, Token);
        Assert.Equal(1, entered);
        using var small = Received(await File.ReadAllBytesAsync(SampleImages.Turned, Token));
        process.Decode(small, Everything, ImageLimits.Default, _ => { entered++; return new MemoryStream(); }, Token);
        Assert.Equal(1, entered);
    }

    private static ImageFile Received(byte[] content) => ImageFile.Receive(new MemoryStream(content), content.Length, "photo");

    private static ImageDecoders Decoders(ProgramCommand command, ImageLimits? limits = null, long maxMemory = 4 * GiB) =>
        new(command, NullLogger<ImageDecoders>.Instance, limits ?? ImageLimits.Default, maxMemory, TimeSpan.FromMinutes(1));

    private static ProgramCommand Shell(string script) => new("sh", ["-c", script]);

    private static async Task<DecodedParts> DecodeAsync(ImageDecoders decoders, byte[] content, CancellationToken cancellationToken)
    {
        using var file = Received(content);
        return await decoders.DecodeAsync(file, Everything, cancellationToken);
    }

    /// <summary>Waits until the only process decodes, which its memory shows, and returns its id.</summary>
    private static async Task<int> WorkingAsync(ImageDecoders decoders)
    {
        await TestSite.UntilAsync(() => decoders.Processes is [var id] && ResidentMemory.Of(id) > 300 << 20);
        return decoders.Processes[0];
    }

    private static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
    }
}
