using ClipSearch.Core.Data;
using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Tests.Data;

public sealed class SqlTests
{
    [Fact]
    public void Values_become_parameters_in_their_order()
    {
        var command = Sql.Of($"SELECT * FROM photos WHERE path = {"it's"} AND id = {7L}").ToBatchCommand();

        Assert.Equal("SELECT * FROM photos WHERE path = $1 AND id = $2", command.CommandText);
        Assert.Equal(["it's", 7L], command.Parameters.Select(parameter => parameter.Value));
    }

    [Fact]
    public void Parts_bring_their_values_and_are_numbered_with_the_whole()
    {
        var part = Sql.Of($"camera = {"Canon"} AND width > {3}");
        var command = Sql.Of($"SELECT {1} WHERE {part} LIMIT {24L}").ToBatchCommand();

        Assert.Equal("SELECT $1 WHERE camera = $2 AND width > $3 LIMIT $4", command.CommandText);
        Assert.Equal([1, "Canon", 3, 24L], command.Parameters.Select(parameter => parameter.Value));
    }

    [Fact]
    public void A_value_that_is_inserted_twice_is_one_parameter()
    {
        var path = Sql.Value("/a");
        var command = Sql.Of($"SELECT {path} = {1} OR {path} = {path}").ToBatchCommand();

        Assert.Equal("SELECT $1 = $2 OR $1 = $1", command.CommandText);
        Assert.Equal(["/a", 1], command.Parameters.Select(parameter => parameter.Value));
    }

    [Fact]
    public void A_statement_can_run_several_times_at_once()
    {
        var sql = Sql.Of($"SELECT {1}");
        using var one = sql.On(new NpgsqlConnection());
        using var other = sql.On(new NpgsqlConnection());

        Assert.NotSame(one.Parameters[0], other.Parameters[0]);
        Assert.Equal(1, other.Parameters[0].Value);
    }

    [Fact]
    public void Only_numbers_become_literals()
    {
        Assert.Equal("LIMIT 24", Sql.Of($"LIMIT {24:literal}").ToString());
        Assert.Equal("<= 0.5", Sql.Of($"<= {0.5:literal}").ToString());
        Assert.Throws<FormatException>(() => Sql.Of($"LIMIT {24:n}"));
    }

    [Fact]
    public void A_time_is_a_time_without_zone_of_whatever_kind_it_is()
    {
        var command = Sql.Of($"SELECT {new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc)}").ToBatchCommand();

        Assert.Equal(NpgsqlDbType.Timestamp, command.Parameters[0].NpgsqlDbType);
        Assert.Equal(DateTimeKind.Unspecified, ((DateTime)command.Parameters[0].Value!).Kind);
    }

    [Fact]
    public void Conditions_are_joined_and_none_is_true()
    {
        Assert.Equal("a = $1 AND b", Sql.And([Sql.Of($"a = {1}"), Sql.Of($"b")]).ToString());
        Assert.Equal("true", Sql.And([]).ToString());
    }
}
