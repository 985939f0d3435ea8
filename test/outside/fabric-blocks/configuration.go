package main

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"math/big"
	"slices"
	"time"
)

// configuration is what block 0 says about who is who.
type configuration struct {
	roots      map[string]*x509.CertPool
	consenters map[uint64]*x509.Certificate
}

func (c *configuration) quorum() int {
	orderers := len(c.consenters)
	faulty := (orderers - 1) / 3
	return (orderers + faulty + 2) / 2
}

func readConfiguration(genesis *block) (*configuration, error) {
	if len(genesis.data) != 1 {
		return nil, fmt.Errorf("block 0 holds %d envelopes", len(genesis.data))
	}
	envelope, err := parseMessage(genesis.data[0])
	if err != nil {
		return nil, err
	}
	// Envelope.payload, Payload.data, ConfigEnvelope.config, Config.channel_group
	channel, err := envelope.nested(1, 2, 1, 2)
	if err != nil {
		return nil, err
	}
	groups, err := channel.entries(2)
	if err != nil {
		return nil, err
	}
	result := &configuration{roots: map[string]*x509.CertPool{}, consenters: map[uint64]*x509.Certificate{}}
	organisations, err := groups["Application"].entries(2)
	if err != nil {
		return nil, err
	}
	for name, organisation := range organisations {
		if err := result.addOrganisation(organisation); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return result, result.addConsenters(groups["Orderer"])
}

func (c *configuration) addOrganisation(group message) error {
	values, err := group.entries(3)
	if err != nil {
		return err
	}
	// ConfigValue.value, MSPConfig.config
	definition, err := values["MSP"].nested(2, 2)
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	for _, certificate := range definition.all(2) {
		if !roots.AppendCertsFromPEM(certificate) {
			return fmt.Errorf("unreadable root certificate")
		}
	}
	c.roots[string(definition.bytes(1))] = roots
	return nil
}

func (c *configuration) addConsenters(group message) error {
	values, err := group.entries(3)
	if err != nil {
		return err
	}
	mapping, err := values["Orderers"].nested(2)
	if err != nil {
		return err
	}
	for _, encoded := range mapping.all(1) {
		consenter, err := parseMessage(encoded)
		if err != nil {
			return err
		}
		certificate, err := c.member(string(consenter.bytes(4)), consenter.bytes(5), "orderer")
		if err != nil {
			return err
		}
		c.consenters[consenter.varint(1)] = certificate
	}
	return nil
}

// member checks a certificate against the roots of its organisation, at its first second, and its role.
func (c *configuration) member(mspID string, encoded []byte, roles ...string) (*x509.Certificate, error) {
	roots, known := c.roots[mspID]
	if !known {
		return nil, fmt.Errorf("unknown organisation %q", mspID)
	}
	decoded, _ := pem.Decode(encoded)
	if decoded == nil {
		return nil, fmt.Errorf("a certificate of %s is no PEM", mspID)
	}
	certificate, err := x509.ParseCertificate(decoded.Bytes)
	if err != nil {
		return nil, err
	}
	options := x509.VerifyOptions{
		Roots:       roots,
		CurrentTime: certificate.NotBefore.Add(time.Second),
		KeyUsages:   []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	}
	if _, err := certificate.Verify(options); err != nil {
		return nil, fmt.Errorf("%s: %w", mspID, err)
	}
	for _, role := range roles {
		if slices.Contains(certificate.Subject.OrganizationalUnit, role) {
			return certificate, nil
		}
	}
	return nil, fmt.Errorf("%s: %v is none of %v", mspID, certificate.Subject, roles)
}

// identity reads msp.SerializedIdentity.
func (c *configuration) identity(encoded []byte, roles ...string) (*x509.Certificate, error) {
	serialized, err := parseMessage(encoded)
	if err != nil {
		return nil, err
	}
	return c.member(string(serialized.bytes(1)), serialized.bytes(2), roles...)
}

// checkSignature verifies ECDSA with SHA-256 and demands the lower of the two values of s, as Fabric does.
func checkSignature(certificate *x509.Certificate, signed, signature []byte) error {
	key, isECDSA := certificate.PublicKey.(*ecdsa.PublicKey)
	if !isECDSA {
		return fmt.Errorf("not an ECDSA key")
	}
	var parts struct{ R, S *big.Int }
	if rest, err := asn1.Unmarshal(signature, &parts); err != nil || len(rest) > 0 {
		return fmt.Errorf("malformed signature")
	}
	if parts.S.Cmp(new(big.Int).Rsh(key.Params().N, 1)) > 0 {
		return fmt.Errorf("signature with a high s")
	}
	digest := sha256.Sum256(signed)
	if !ecdsa.Verify(key, digest[:], parts.R, parts.S) {
		return fmt.Errorf("wrong signature")
	}
	return nil
}
