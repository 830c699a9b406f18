namespace Footfall.Contracts;

public sealed class FolderGraphTests
{
    /// <summary>Folders are features: one that uses another must not be used by it.</summary>
    [Theory]
    [InlineData("Gateway")]
    [InlineData("Grains")]
    [InlineData("Grains.Interfaces")]
    [InlineData("Hosting")]
    [InlineData("Silo")]
    public void Folders_OfAProject_UseEachOtherWithoutCycles(string project) => Assert.Empty(FolderGraph.Read(project).FindCycle());

    [Fact]
    public void Cycle_IsFoundThroughTypesAndExtensionMethods()
    {
        var graph = FolderGraph.Of(
            ("A.cs", "First", "class A { B b; }"),
            ("B.cs", "Second", "class B { void Do(App app) => app.MapThird(); }"),
            ("C.cs", "Third", "static class C { public static void MapThird(this App app) => _ = new A(); }"));

        Assert.Equal(["First uses Second: B in A.cs", "Second uses Third: MapThird in B.cs", "Third uses First: A in C.cs"], graph.FindCycle());
    }

    [Fact]
    public void Cycle_IsNotMadeByCommentsStringsMembersAndPrivateTypes()
    {
        var graph = FolderGraph.Of(
            ("A.cs", "First", "class A { B b; private enum C { None } }"),
            ("B.cs", "Second", "// A\nclass B { string text = \"A\"; int one = Other.A; int C; }"));

        Assert.Empty(graph.FindCycle());
    }
}
