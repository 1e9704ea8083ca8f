using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ClipSearch.Core;
using ClipSearch.Web.Hosting;

namespace ClipSearch.Tests.Architecture;

/// <summary>The folders of the code depend on each other in one direction: each only on those listed before it.</summary>
public sealed class RoomTests
{
    private const string Core = "ClipSearch.Core";
    private const string Web = "ClipSearch.Web";

    private static readonly string[] CoreRooms =
    [
        "Monitoring", "Paths", "Native", "Postgres", "Settings", "Imaging", "Tokens", "Models", "Embeddings", "Data", "Library", "Search", "Diagnostics", "",
    ];

    private static readonly string[] LibraryRooms = ["", "Storage", "Duplicates", "Import", "Sync", "Trash"];

    private static readonly string[] WebRooms =
        ["Localization", "Problems", "Requests", "Access", "Photos", "Components", "Pages", "Api", "Hosting", "Cli", ""];

    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies(typeof(ClipSearchServices).Assembly, typeof(Site).Assembly).Build();

    [Fact]
    public void Folders_of_Core_depend_only_on_those_before_them() => AssertDirections(Core, CoreRooms);

    [Fact]
    public void Folders_of_the_library_depend_only_on_those_before_them() => AssertDirections($"{Core}.Library", LibraryRooms);

    [Fact]
    public void Folders_of_Web_depend_only_on_those_before_them() => AssertDirections(Web, WebRooms);

    [Fact]
    public void Core_does_not_depend_on_Web() =>
        Assert.DoesNotContain(Dependencies().Where(dependency => IsBelow(dependency.Origin, Core)), dependency => IsBelow(dependency.Target, Web));

    [Fact]
    public void A_dependency_on_a_later_folder_is_found()
    {
        string[] reversed = [.. CoreRooms.Reverse()];

        Assert.NotEmpty(Violations(Core, reversed));
    }

    private static void AssertDirections(string root, string[] rooms)
    {
        Assert.Equal([], Dependencies().Select(dependency => Room(dependency.Origin, root)).OfType<string>().Distinct().Except(rooms));
        Assert.Equal([], Violations(root, rooms));
    }

    private static IEnumerable<string> Violations(string root, string[] rooms) =>
    [
        .. Dependencies()
            .Select(dependency => (dependency.Origin, dependency.Target, From: Room(dependency.Origin, root), To: Room(dependency.Target, root)))
            .Where(pair => pair is { From: not null, To: not null } && Array.IndexOf(rooms, pair.To) > Array.IndexOf(rooms, pair.From))
            .Select(pair => $"{pair.Origin.FullName} uses {pair.Target.FullName}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<(IType Origin, IType Target)> Dependencies() =>
        Loaded.Types.SelectMany(type => type.Dependencies.Select(dependency => (type, dependency.Target)));

    /// <summary>Returns the first part of a type's namespace below another namespace; null if it is not below.</summary>
    private static string? Room(IType type, string root)
    {
        var name = type.Namespace?.FullName ?? "";
        return name == root ? "" : name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static bool IsBelow(IType type, string root) => Room(type, root) is not null;
}
