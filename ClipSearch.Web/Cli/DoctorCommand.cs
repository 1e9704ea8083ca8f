using System.CommandLine;
using ClipSearch.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check everything that ClipSearch needs, and say what helps.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var doctor = new Doctor(CommandLine.Options(), NullLoggerFactory.Instance);
        var failures = 0;
        await foreach (var check in doctor.CheckAsync(cancellationToken))
        {
            await output.WriteLineAsync($"{(check.Passed ? "ok  " : "FAIL")}  {check.Name}: {check.Finding}{(check.Remedy is null ? "" : " " + check.Remedy)}");
            failures += check.Passed ? 0 : 1;
        }

        await output.WriteLineAsync(failures switch { 0 => "All is well.", 1 => "1 check failed.", _ => $"{failures} checks failed." });
        return failures == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
