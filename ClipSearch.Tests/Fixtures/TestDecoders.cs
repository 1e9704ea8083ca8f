using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Fixtures;

/// <summary>The decoder processes of all libraries of this test run: one pool per process, as the site has it.</summary>
internal static class TestDecoders
{
    /// <summary>Starts one of the site's own.</summary>
    public static DecoderCommand Command { get; } = ProgramFile.Decoder;

    /// <summary>The pool.</summary>
    public static ImageDecoders Shared { get; } = new(Command, NullLogger<ImageDecoders>.Instance);
}
