using System.Diagnostics;
using System.Runtime.Versioning;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace ClipSearch.Tests.Postgres;

[UnsupportedOSPlatform("windows")]
public sealed class PrivatePostgresTests(StoppedDatabase stopped) : IClassFixture<StoppedDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task KillAsync(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
        // A process that has ended and was not waited for has an empty command line.
        await TestSite.UntilAsync(() => !File.Exists($"/proc/{processId}/cmdline") || File.ReadAllText($"/proc/{processId}/cmdline").Length == 0);
    }

    [Fact]
    public async Task The_first_start_creates_a_database_that_later_starts_use()
    {
        using var data = new DataFolder();
        await using (var first = await data.StartAsync())
        {
            Assert.Equal("UTF8", await Sql.ScalarAsync(first.ConnectionString, "SHOW server_encoding"));
            Assert.Equal("on", await Sql.ScalarAsync(first.ConnectionString, "SHOW fsync"));
            Assert.Equal("on", await Sql.ScalarAsync(first.ConnectionString, "SHOW data_checksums"));
            Assert.Equal("", await Sql.ScalarAsync(first.ConnectionString, "SHOW listen_addresses"));
            Assert.Equal("clipsearch", await Sql.ScalarAsync(first.ConnectionString, "SELECT current_database()::text"));
            Assert.Equal("ä", await Sql.ScalarAsync(first.ConnectionString, "SELECT lower('Ä')"));
            await Sql.ScalarAsync(first.ConnectionString, "CREATE EXTENSION vector; CREATE TABLE kept AS SELECT '[1,2]'::vector AS v");
        }

        Assert.Null(data.ServerProcess);
        await using var second = await data.StartAsync();
        Assert.Equal(1L, await Sql.ScalarAsync(second.ConnectionString, "SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task Files_and_socket_are_not_accessible_to_other_users()
    {
        using var data = await stopped.CopyAsync();
        await using var postgres = await data.StartAsync();

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(Owner, File.GetUnixFileMode(data.Cluster));
        Assert.Equal(Owner, File.GetUnixFileMode(new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!));
    }

    [Fact]
    public async Task Ctrl_C_in_the_terminal_does_not_reach_the_server()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        using var data = await stopped.CopyAsync();
        await using var postgres = await data.StartAsync();

        // pid (name) state parent group session: a terminal signals its own session's foreground group.
        var fields = (await File.ReadAllTextAsync($"/proc/{data.ServerProcess}/stat", Token)).Split(") ")[1].Split(' ');
        Assert.Equal(data.ServerProcess.ToString(), fields[3]);
    }

    [Fact]
    public async Task Instances_in_one_process_share_the_server_and_the_last_stops_it()
    {
        using var data = await stopped.CopyAsync();
        var starts = await Task.WhenAll(data.StartAsync(), data.StartAsync());
        Assert.Equal(starts[0].ConnectionString, starts[1].ConnectionString);

        await starts[0].DisposeAsync();
        Assert.Equal(1, await Sql.ScalarAsync(starts[1].ConnectionString, "SELECT 1"));
        await starts[1].DisposeAsync();
        Assert.Null(data.ServerProcess);
    }

    [Fact]
    public async Task Processes_share_the_server_and_the_last_stops_it()
    {
        using var data = await stopped.CopyAsync();
        using var other = await OtherProcess.StartAsync(data.Path);
        var server = data.ServerProcess;
        var here = await data.StartAsync();
        Assert.Equal(server, data.ServerProcess);

        await other.LeaveAsync();
        Assert.Equal(1, await Sql.ScalarAsync(here.ConnectionString, "SELECT 1"));
        await here.DisposeAsync();
        Assert.Null(data.ServerProcess);
    }

    [Fact]
    public async Task Concurrent_first_starts_of_two_processes_share_one_server()
    {
        using var data = new DataFolder();
        var others = await Task.WhenAll(OtherProcess.StartAsync(data.Path), OtherProcess.StartAsync(data.Path));
        var server = data.ServerProcess;

        await others[0].LeaveAsync();
        Assert.Equal(server, data.ServerProcess);
        using (var running = Process.GetProcessById(server!.Value))
            Assert.False(running.HasExited);
        await others[1].LeaveAsync();
        Assert.Null(data.ServerProcess);
    }

    [Fact]
    public async Task A_server_left_running_by_a_killed_process_is_reused_and_stopped_by_the_next()
    {
        using var data = await stopped.CopyAsync();
        using var other = await OtherProcess.StartAsync(data.Path);
        await other.KillAsync();
        var server = data.ServerProcess;
        Assert.NotNull(server);

        await using (var next = await data.StartAsync())
        {
            Assert.Equal(server, data.ServerProcess);
            Assert.Equal(1, await Sql.ScalarAsync(next.ConnectionString, "SELECT 1"));
        }

        Assert.Null(data.ServerProcess);
    }

    [Fact]
    public async Task A_killed_server_is_restarted_at_the_same_address_without_losing_commits()
    {
        using var data = await stopped.CopyAsync();
        await using var postgres = await data.StartAsync();
        var address = postgres.ConnectionString;
        await Sql.ScalarAsync(address, "CREATE TABLE kept AS SELECT 7 AS n");
        // The process of a running query does not notice that the server has ended, and keeps its shared memory.
        var busy = Sql.ScalarAsync(address, "DO 'BEGIN FOR i IN 1..100000000 LOOP END LOOP; END'");
        await TestSite.UntilAsync(async () => await Sql.ScalarAsync(address, "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %'") is 1L);
        await KillAsync(data.ServerProcess!.Value);

        await Task.WhenAll(postgres.EnsureRunningAsync(Token), postgres.EnsureRunningAsync(Token));

        Assert.Equal(address, postgres.ConnectionString);
        Assert.Equal(7, await Sql.ScalarAsync(postgres.ConnectionString, "SELECT n FROM kept"));
        await busy;
    }

    [Fact]
    public async Task After_process_and_server_were_killed_the_next_start_recovers()
    {
        using var data = await stopped.CopyAsync();
        using var other = await OtherProcess.StartAsync(data.Path);
        await other.KillAsync();
        await KillAsync(data.ServerProcess!.Value);

        await using var next = await data.StartAsync();
        Assert.Equal(1, await Sql.ScalarAsync(next.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_stale_pid_file_with_the_id_of_another_process_does_not_prevent_a_start()
    {
        using var data = await stopped.CopyAsync();
        // The same user as the server, because PostgreSQL ignores processes of other users.
        using var sleeper = Process.Start(new ProcessStartInfo("sleep", ["60"]) { UserName = UnixUser.IsRoot ? UnixUser.ForServer() : "" })!;
        await File.WriteAllTextAsync(PostmasterPid.FileIn(data.Cluster), $"{sleeper.Id}\n{data.Cluster}\n1700000000\n5432\n{data.Home}/run\n\n  1 2\nready   \n", Token);

        await using var next = await data.StartAsync();
        Assert.NotEqual(sleeper.Id, data.ServerProcess);
        sleeper.Kill();
        Assert.Equal(1, await Sql.ScalarAsync(next.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_copy_of_a_running_data_folder_starts_its_own_server()
    {
        using var original = await stopped.CopyAsync();
        using var copy = new DataFolder();
        await using var first = await original.StartAsync();
        using (var cp = Process.Start("cp", ["-a", original.Home, copy.Path]))
            await cp.WaitForExitAsync(Token);

        await using var second = await copy.StartAsync();
        Assert.NotEqual(original.ServerProcess, copy.ServerProcess);
        Assert.Equal(copy.Cluster, await Sql.ScalarAsync(second.ConnectionString, "SHOW data_directory"));
    }

    [Fact]
    public async Task An_incomplete_database_of_a_killed_start_is_replaced()
    {
        using var data = new DataFolder();
        var unfinished = Directory.CreateDirectory(Path.Combine(data.Home, "unfinished-1"));
        if (UnixUser.IsRoot)
            File.SetUnixFileMode(data.Home, (UnixFileMode)0b111_001_001);
        await File.WriteAllTextAsync(Path.Combine(unfinished.FullName, "PG_VERSION"), "1", Token);

        await using var postgres = await data.StartAsync();
        Assert.Equal(1, await Sql.ScalarAsync(postgres.ConnectionString, "SELECT 1"));
        Assert.False(unfinished.Exists && Directory.Exists(unfinished.FullName));
    }

    [Theory]
    [InlineData("a deep folder/with, odd $(touch x) `names`; \"quoted\" 'and' \\ more: ä")]
    [InlineData("long-long-long-long-long-long-long-long-long-long/long-long-long-long-long-long-long-long-long-long/long-long-long")]
    public async Task A_path_that_cannot_hold_a_socket_can_hold_the_data(string name)
    {
        using var data = await stopped.CopyAsync(name);
        string socket;
        await using (var postgres = await data.StartAsync())
        {
            socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
            Assert.Equal(1, await Sql.ScalarAsync(postgres.ConnectionString, "SELECT 1"));
            await KillAsync(data.ServerProcess!.Value);
            await postgres.EnsureRunningAsync(Token);
            Assert.Equal(socket, new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host);
            Assert.Equal(1, await Sql.ScalarAsync(postgres.ConnectionString, "SELECT 1"));
        }

        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task A_server_without_its_socket_is_restarted()
    {
        using var data = await stopped.CopyAsync();
        await using var postgres = await data.StartAsync();
        File.Delete(Path.Combine(data.Home, "run", ".s.PGSQL.5432"));

        await postgres.EnsureRunningAsync(Token);
        Assert.Equal(1, await Sql.ScalarAsync(postgres.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Without_sockets_the_server_uses_loopback_with_a_password()
    {
        using var data = new DataFolder();
        await using var postgres = await PrivatePostgres.StartAsync(data.Path, overLoopback: true, NullLogger.Instance, Token);
        var builder = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        Assert.Equal("127.0.0.1", builder.Host);
        Assert.Equal(1, await Sql.ScalarAsync(postgres.ConnectionString, "SELECT 1"));

        builder.Password = "guess";
        var e = await Assert.ThrowsAsync<PostgresException>(() => Sql.ScalarAsync(builder.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, e.SqlState);
    }

    [Fact]
    public async Task The_database_of_root_below_a_closed_folder_is_stored_elsewhere_and_found_again()
    {
        Assert.SkipUnless(UnixUser.IsRoot, "Only root runs the server as another user.");
        using var data = new DataFolder(closed: true);
        await using (var first = await data.StartAsync())
        {
            Assert.StartsWith("/var/lib/clipsearch/", first.Folder, StringComparison.Ordinal);
            await Sql.ScalarAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS n");
        }

        await using var second = await data.StartAsync();
        Assert.Equal(7, await Sql.ScalarAsync(second.ConnectionString, "SELECT n FROM kept"));
    }

    [Fact]
    public async Task A_database_of_an_ordinary_user_stays_owned_by_that_user_when_root_uses_it()
    {
        Assert.SkipUnless(UnixUser.IsRoot, "Only root can become another user.");
        var user = "nobody";
        Assert.SkipUnless(await UnixUser.CanEnterAsync(user, AppContext.BaseDirectory, Token), "The tests are in a folder without access for other users.");
        using var data = new DataFolder();
        using (var chown = Process.Start("chown", [user, data.Path]))
            await chown.WaitForExitAsync(Token);

        using var other = await OtherProcess.StartAsync(data.Path, user);
        Assert.Equal(user, await UnixUser.OwnerAsync(data.Cluster, Token));
        await using (var here = await data.StartAsync())
        {
            await other.KillAsync();
            await KillAsync(data.ServerProcess!.Value);
            await here.EnsureRunningAsync(Token);
            Assert.Equal(1, await Sql.ScalarAsync(here.ConnectionString, "SELECT 1"));
        }

        using var again = await OtherProcess.StartAsync(data.Path, user);
        await again.LeaveAsync();
        Assert.Null(data.ServerProcess);
    }

    [Fact]
    public async Task A_failed_start_is_reported_with_the_reason()
    {
        using var data = await stopped.CopyAsync();
        await File.AppendAllTextAsync(Path.Combine(data.Cluster, "postgresql.conf"), "\nwork_mem = 'plenty'\n", Token);

        var e = await Assert.ThrowsAsync<PostgresServerException>(data.StartAsync);
        Assert.Contains("does not start", e.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql.conf", e.Message, StringComparison.Ordinal);
        Assert.Contains("server.log", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_PostgreSQL_version_that_is_not_installed_is_not_changed()
    {
        using var data = await stopped.CopyAsync();
        await File.WriteAllTextAsync(Path.Combine(data.Cluster, "PG_VERSION"), "9\n", Token);

        var e = await Assert.ThrowsAsync<PostgresServerException>(data.StartAsync);
        Assert.Contains("created by PostgreSQL 9", e.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(data.Cluster, "base")));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_reported()
    {
        using var data = new DataFolder();
        var file = Path.Combine(data.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);

        var e = await Assert.ThrowsAsync<PostgresServerException>(() => PrivatePostgres.StartAsync(file, NullLogger.Instance, Token));
        Assert.Contains("set DATA_DIR", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_instance_starts_no_server()
    {
        using var data = await stopped.CopyAsync();
        var postgres = await data.StartAsync();
        await postgres.DisposeAsync();
        await postgres.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => postgres.EnsureRunningAsync(Token));
        Assert.Null(data.ServerProcess);
    }
}
