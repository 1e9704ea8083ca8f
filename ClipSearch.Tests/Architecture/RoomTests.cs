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

    private static readonly string[] LibraryRooms = ["Facets", "", "Storage", "Duplicates", "Import", "Sync", "Trash"];

    private static readonly string[] WebRooms =
        ["Localization", "Problems", "Requests", "Access", "Photos", "Components", "Pages", "Api", "Hosting", "Cli", ""];

    // Only names are kept: the loaded architecture takes hundreds of megabytes.
    private static readonly List<(TypeName Origin, TypeName Target)> s_dependencies = Load();

    [Fact]
    public void Folders_of_Core_depend_only_on_those_before_them() => AssertDirections(Core, CoreRooms);

    [Fact]
    public void Folders_of_the_library_depend_only_on_those_before_them() => AssertDirections($"{Core}.Library", LibraryRooms);

    [Fact]
    public void Folders_of_Web_depend_only_on_those_before_them() => AssertDirections(Web, WebRooms);

    [Fact]
    public void Core_does_not_depend_on_Web() =>
        Assert.DoesNotContain(s_dependencies.Where(dependency => IsBelow(dependency.Origin, Core)), dependency => IsBelow(dependency.Target, Web));

    [Fact]
    public void A_dependency_on_a_later_folder_is_found()
    {
        string[] reversed = [.. CoreRooms.Reverse()];

        Assert.NotEmpty(Violations(Core, reversed));
    }

    private static void AssertDirections(string root, string[] rooms)
    {
        Assert.Equal([], s_dependencies.Select(dependency => Room(dependency.Origin, root)).OfType<string>().Distinct().Except(rooms));
        Assert.Equal([], Violations(root, rooms));
    }

    private static IEnumerable<string> Violations(string root, string[] rooms) =>
    [
        .. s_dependencies
            .Select(dependency => (dependency.Origin, dependency.Target, From: Room(dependency.Origin, root), To: Room(dependency.Target, root)))
            .Where(pair => pair is { From: not null, To: not null } && Array.IndexOf(rooms, pair.To) > Array.IndexOf(rooms, pair.From))
            .Select(pair => $"{pair.Origin.FullName} uses {pair.Target.FullName}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static List<(TypeName Origin, TypeName Target)> Load() =>
    [
        .. new ArchLoader().LoadAssemblies(typeof(ClipSearchServices).Assembly, typeof(Site).Assembly).Build().Types
            .SelectMany(type => type.Dependencies.Select(dependency => (TypeName.Of(type), TypeName.Of(dependency.Target))))
            .Distinct(),
    ];

    /// <summary>Returns the first part of a type's namespace below another namespace; null if it is not below.</summary>
    private static string? Room(TypeName type, string root)
    {
        var name = type.Namespace;
        return name == root ? "" : name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static bool IsBelow(TypeName type, string root) => Room(type, root) is not null;

    private sealed record TypeName(string FullName, string Namespace)
    {
        public static TypeName Of(IType type) => new(type.FullName, type.Namespace?.FullName ?? "");
    }
}
