using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ClipSearch.Core;
using ClipSearch.Web.Hosting;

namespace ClipSearch.Tests.Architecture;

/// <summary>The folders of the code depend on each other in one direction: each only on those listed before it.</summary>
public sealed class FolderDependencyTests
{
    private const string Core = "ClipSearch.Core";
    private const string Web = "ClipSearch.Web";

    private static readonly string[] CoreFolders =
    [
        "Monitoring", "Paths", "Native", "Postgres", "Settings", "Imaging", "Video", "Tokens", "Models", "Embeddings", "Data", "Library", "Search", "Diagnostics", "",
    ];

    private static readonly string[] LibraryFolderOrder = ["Facets", "", "Storage", "Duplicates", "Dates", "Import", "Sync", "Trash"];

    private static readonly string[] WebFolders =
        ["Urls", "Localization", "Problems", "Requests", "Access", "Photos", "Components", "Pages", "Api", "Hosting", "Cli", ""];

    // Only names are kept: the loaded architecture takes hundreds of megabytes.
    private static readonly List<(TypeName Origin, TypeName Target)> s_dependencies = Load();

    [Fact]
    public void Folders_of_Core_depend_only_on_those_before_them() => AssertDirections(Core, CoreFolders);

    [Fact]
    public void Folders_of_the_library_depend_only_on_those_before_them() => AssertDirections($"{Core}.Library", LibraryFolderOrder);

    [Fact]
    public void Folders_of_Web_depend_only_on_those_before_them() => AssertDirections(Web, WebFolders);

    [Fact]
    public void Core_does_not_depend_on_Web() =>
        Assert.DoesNotContain(s_dependencies.Where(dependency => IsBelow(dependency.Origin, Core)), dependency => IsBelow(dependency.Target, Web));

    [Fact]
    public void A_dependency_on_a_later_folder_is_found()
    {
        string[] reversed = [.. CoreFolders.Reverse()];

        Assert.NotEmpty(Violations(Core, reversed));
    }

    private static void AssertDirections(string root, string[] folders)
    {
        Assert.Equal([], s_dependencies.Select(dependency => FolderOf(dependency.Origin, root)).OfType<string>().Distinct().Except(folders));
        Assert.Equal([], Violations(root, folders));
    }

    private static IEnumerable<string> Violations(string root, string[] folders) =>
    [
        .. s_dependencies
            .Select(dependency => (dependency.Origin, dependency.Target, From: FolderOf(dependency.Origin, root), To: FolderOf(dependency.Target, root)))
            .Where(pair => pair is { From: not null, To: not null } && Array.IndexOf(folders, pair.To) > Array.IndexOf(folders, pair.From))
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
    private static string? FolderOf(TypeName type, string root)
    {
        var name = type.Namespace;
        return name == root ? "" : name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static bool IsBelow(TypeName type, string root) => FolderOf(type, root) is not null;

    private sealed record TypeName(string FullName, string Namespace)
    {
        public static TypeName Of(IType type) => new(type.FullName, type.Namespace?.FullName ?? "");
    }
}
