using System.Diagnostics;
using ClipSearch.Core.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ClipSearch.Tests.Postgres;

/// <summary>Another process that uses the private PostgreSQL of a DATA_DIR until it is stopped or killed.</summary>
internal sealed class OtherProcess : IDisposable
{
    public const string DataDir = "CLIPSEARCH_TEST_DATA_DIR";

    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    /// <param name="dataDir">The DATA_DIR.</param>
    /// <param name="user">The user to run as; null for the user of this process.</param>
    public static async Task<OtherProcess> StartAsync(string dataDir, string? user = null)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(OtherProcess).Assembly.Location, "-explicit", "only", "-noColor", "-method", $"{typeof(OtherProcessBody).FullName}.{nameof(OtherProcessBody.Use_the_server_until_the_input_ends)}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (user is not null)
            start.UserName = user;
        start.Environment[DataDir] = dataDir;
        var other = new OtherProcess(Process.Start(start)!);
        var output = "";
        while (await other._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("joined", StringComparison.Ordinal))
                return other;
            output += line + "\n";
        }

        throw new InvalidOperationException("The other process did not start its server: " + output);
    }

    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _process.ExitCode);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

/// <summary>The code of the other process. It is not a test.</summary>
public sealed class OtherProcessBody
{
    [Fact(Explicit = true)]
    public async Task Use_the_server_until_the_input_ends()
    {
        var dataDir = Environment.GetEnvironmentVariable(OtherProcess.DataDir);
        Assert.SkipUnless(dataDir is not null, "Only tests of PrivatePostgres start it.");
        await using var postgres = await PrivatePostgres.StartAsync(dataDir!, NullLogger.Instance, CancellationToken.None);
        await Sql.ScalarAsync(postgres.ConnectionString, "SELECT 1");
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        await output.WriteLineAsync("\njoined");
        using var input = Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[16], TestContext.Current.CancellationToken) > 0)
        {
            // Wait for the end of the input.
        }
    }
}
