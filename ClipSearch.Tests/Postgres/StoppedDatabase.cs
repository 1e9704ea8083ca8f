using System.Diagnostics;
using Xunit;

namespace ClipSearch.Tests.Postgres;

/// <summary>The folder of a private PostgreSQL, created once. Each test copies it, which is faster than creating a database.</summary>
public sealed class StoppedDatabase : IAsyncLifetime
{
    private readonly DataFolder _original = new();

    public async ValueTask InitializeAsync() => await (await _original.StartAsync()).DisposeAsync();

    /// <param name="name">The path of the folder inside a temporary one.</param>
    internal async Task<DataFolder> CopyAsync(string name = "data")
    {
        var data = new DataFolder(name);
        using var copy = Process.Start("cp", ["-a", _original.Home, data.Path]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, copy.ExitCode);
        return data;
    }

    public ValueTask DisposeAsync()
    {
        _original.Dispose();
        return ValueTask.CompletedTask;
    }
}
