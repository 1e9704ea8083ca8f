using System.Diagnostics;

namespace ClipSearch.Core.Native;

/// <summary>The command that starts this program in a further process, whose verb isolates a part of the work.</summary>
/// <param name="FileName">The path of the executable.</param>
/// <param name="Arguments">The first command-line arguments.</param>
public sealed record ProgramCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The environment variables that the process needs to start and to find its libraries. It receives no others.</summary>
    private static readonly string[] s_variables =
    [
        "PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBVIPS_PATH", "LIBVIPS_GLIB_PATH",
        "ONNXRUNTIME_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_ROLL_FORWARD",
    ];

    /// <summary>Creates the command for a program.</summary>
    /// <param name="library">
    /// The .dll of the program. It runs on the host of this process, or else on the executable in the same folder.
    /// </param>
    public static ProgramCommand Of(string library)
    {
        ArgumentNullException.ThrowIfNull(library);
        var executable = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        return Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? new ProgramCommand(host, [library])
            : new ProgramCommand(executable, []);
    }

    /// <summary>Describes the process for a verb. Its standard streams are redirected.</summary>
    internal ProcessStartInfo StartInfo(params string[] verb)
    {
        var start = new ProcessStartInfo(FileName, [.. Arguments, .. verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in s_variables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }

        return start;
    }
}
