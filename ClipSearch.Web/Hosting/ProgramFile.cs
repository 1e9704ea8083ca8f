using ClipSearch.Core.Imaging.Decoding;

namespace ClipSearch.Web.Hosting;

/// <summary>The program file of this process.</summary>
internal static class ProgramFile
{
    /// <summary>Starts this program as a decoder process.</summary>
    public static DecoderCommand Decoder { get; } = DecoderCommand.Of(typeof(ProgramFile).Assembly.Location);
}
