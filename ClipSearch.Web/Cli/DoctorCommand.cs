using System.CommandLine;
using ClipSearch.Core.Diagnostics;
using ClipSearch.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>doctor [--json]</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = Json.Option();
        var command = new Command("doctor", "Check the installation and suggest fixes.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool json, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var doctor = new Doctor(CommandLine.Options(), ProgramFile.Command, NullLoggerFactory.Instance);
        var checks = new List<CheckResponse>();
        await foreach (var check in doctor.CheckAsync(cancellationToken))
        {
            checks.Add(CheckResponse.From(check));
            if (!json)
                await output.WriteLineAsync(checks[^1].ToString());
        }

        var failures = checks.Count(check => !check.Ok);
        if (json)
            await output.WriteJsonAsync(new DoctorResponse(failures == 0, checks));
        else
            await output.WriteLineAsync(failures switch { 0 => "All checks passed.", 1 => "1 check failed.", _ => $"{failures} checks failed." });
        return failures == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private sealed record DoctorResponse(bool Ok, IReadOnlyList<CheckResponse> Checks);
}
