namespace Weir.Sandbox.Auth.Wire;

/// <summary>A bound argument that may have turned out to be a failure; <see cref="RefusalFilter"/> answers it.</summary>
internal interface IRefusable
{
    AuthError? Refusal { get; }
}
