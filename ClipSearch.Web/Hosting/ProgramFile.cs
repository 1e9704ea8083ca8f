using ClipSearch.Core.Native;

namespace ClipSearch.Web.Hosting;

/// <summary>The program file of this process.</summary>
internal static class ProgramFile
{
    /// <summary>Starts this program in a further process.</summary>
    public static ProgramCommand Command { get; } = ProgramCommand.Of(typeof(ProgramFile).Assembly.Location);
}
