using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Native;
using ClipSearch.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Fixtures;

/// <summary>The decoder processes of all test libraries: one pool per process, as in the site.</summary>
internal static class TestDecoders
{
    /// <summary>The command of the site's decoder process.</summary>
    public static ProgramCommand Command { get; } = ProgramFile.Command;

    /// <summary>The pool.</summary>
    public static ImageDecoders Shared { get; } = new(Command, NullLogger<ImageDecoders>.Instance);
}
