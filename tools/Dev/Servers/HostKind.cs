namespace Footfall.Dev.Servers;

/// <summary>The product's two hosts; the members are named after their projects.</summary>
public enum HostKind
{
    Silo,
    Gateway,
}
